import type { Milliseconds } from "../base/duration.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import type { Message } from "../domain/message.ts";

/** Takes messages to one route. A sender keeps no state that a crash could lose. */
export interface Sender {
  /**
   * One try. Every failure is an outcome; a throw is a bug. It ends within the route kind's own time
   * limit, or soon after `signal` is aborted (then `unknown`, or `try-later` where nothing had left).
   */
  readonly send: (message: Message, signal: AbortSignal) => Promise<AttemptOutcome>;
  /** Whether the other end answers, without a message to anybody. */
  readonly reach: (signal: AbortSignal) => Promise<Reach>;
  readonly close: () => void;
}

export type Reach =
  | { readonly kind: "reached"; readonly text: string; readonly tookMs: Milliseconds }
  | { readonly kind: "unreached"; readonly reason: string }
  /** Only a message would tell. */
  | { readonly kind: "untold" };
