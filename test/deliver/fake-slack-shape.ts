import type { Complaint } from "./fake-slack-rules.ts";

/** An answer told beforehand; `hang` reads the request and says nothing, `reset` cuts the line. */
export type ToldAnswer =
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }
  | "hang"
  | "reset";

export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: readonly unknown[];
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  edits: number;
}

export interface FakeSlack extends AsyncDisposable {
  /** Of an incoming webhook. */
  readonly webhookUrl: string;
  /** The base of the API, with a slash at its end. */
  readonly api: string;
  readonly token: string;
  /** The bot's channel: its name and its id. */
  readonly channel: { readonly name: string; readonly id: string };
  /** What the channel shows, oldest first. */
  readonly messages: readonly FakeMessage[];
  /** What was refused for its form, oldest first. */
  readonly complaints: readonly Complaint[];
  /** Paths of all requests, oldest first. */
  readonly requests: readonly string[];
  /** The next requests are answered so, whatever they hold. */
  readonly answerNext: (...answers: readonly ToldAnswer[]) => void;
}
