import { formatDuration, type Milliseconds } from "../base/duration.ts";
import type { Sender } from "../deliver/sender.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import type { Message } from "../domain/message.ts";

/** So long a sender may take to end once it was told to. */
const endsWithin: Milliseconds = 3_000;

/** Sends under the hard limit; also a sender that does not heed it holds nobody up. */
export async function sendWithin(
  sender: Sender,
  message: Message,
  stop: AbortSignal,
  limit: Milliseconds,
): Promise<AttemptOutcome> {
  const late = new AbortController();
  const over = new AbortController();
  const ended = new Promise<AttemptOutcome>((resolve) => {
    const giveUp = (reason: string) => {
      const patience = setTimeout(resolve, endsWithin, { kind: "unknown", reason });
      over.signal.addEventListener("abort", () => {
        clearTimeout(patience);
      });
    };
    const once = { once: true, signal: over.signal };
    const noEnd = `no end within ${formatDuration(limit)}`;
    late.signal.addEventListener(
      "abort",
      () => {
        giveUp(noEnd);
      },
      once,
    );
    if (stop.aborted) giveUp("it was stopped");
    else
      stop.addEventListener(
        "abort",
        () => {
          giveUp("it was stopped");
        },
        once,
      );
  });
  const timer = setTimeout(() => {
    late.abort();
  }, limit);
  try {
    return await Promise.race([sender.send(message, AbortSignal.any([stop, late.signal])), ended]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}
