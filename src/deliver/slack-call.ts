import { unreachable } from "../base/unreachable.ts";
import type { Message } from "../domain/message.ts";
import type { ResolvedTarget } from "../domain/route.ts";
import type { HttpPost } from "./http-post.ts";
import type { SlackSpeech } from "./slack-answer.ts";
import type { SlackContent } from "./slack-blocks.ts";

export type SlackVia = Extract<ResolvedTarget, { readonly kind: "slack" }>["via"];

export interface SlackCall extends HttpPost {
  readonly speech: SlackSpeech;
}

/** Where a message goes. Only a bot can do more than put it into the channel. */
export type SlackPlace =
  | { readonly kind: "channel" }
  /** In the thread. What is to be heard is shown in the channel too: a thread alone disturbs nobody. */
  | {
      readonly kind: "reply";
      readonly channel: string;
      readonly ts: string;
      readonly broadcast: boolean;
    }
  /** In the place of the message that began the thread. Nobody is disturbed. */
  | { readonly kind: "update"; readonly channel: string; readonly ts: string };

/** The best place for a message: what is quiet goes in place of the first one, the rest under it. */
export function placeOf(via: SlackVia, { thread, quiet, body }: Message): SlackPlace {
  const [channel, ts] = thread?.rootReference?.split("/") ?? [];
  const isOne = body.kind !== "incidents" || body.stories.length === 1;
  if (via.kind === "webhook" || !isOne || channel === undefined || ts === undefined)
    return { kind: "channel" };
  return quiet ? { kind: "update", channel, ts } : { kind: "reply", channel, ts, broadcast: true };
}

/** The next best place where this one is gone or closed; null where there is none. */
export function nextPlace(place: SlackPlace): SlackPlace | null {
  switch (place.kind) {
    case "update":
      return { ...place, kind: "reply", broadcast: false };
    case "reply":
      return { kind: "channel" };
    case "channel":
      return null;
    default:
      return unreachable(place);
  }
}

export type SlackForm = "blocks" | "plain";

export function slackCall(
  via: SlackVia,
  place: SlackPlace,
  content: SlackContent,
  form: SlackForm,
): SlackCall {
  const shown =
    form === "blocks" ? { text: content.text, blocks: content.blocks } : { text: content.plain };
  const posted = { ...shown, unfurl_links: false, unfurl_media: false };
  if (via.kind === "webhook") return webhookCall(via.url, posted);
  switch (place.kind) {
    case "update":
      // Without blocks the old ones would stay.
      return apiCall(via, "chat.update", {
        channel: place.channel,
        ts: place.ts,
        blocks: [],
        ...shown,
      });
    case "reply": {
      const { channel, ts, broadcast } = place;
      const reply = { channel, thread_ts: ts, reply_broadcast: broadcast };
      return apiCall(via, "chat.postMessage", { ...reply, ...posted });
    }
    case "channel":
      return apiCall(via, "chat.postMessage", { channel: via.channel, ...posted });
    default:
      return unreachable(place);
  }
}

export function webhookCall(url: string, body: object): SlackCall {
  return { speech: "webhook", url, headers: jsonType, body: JSON.stringify(body) };
}

export function apiCall(
  via: Extract<SlackVia, { readonly kind: "bot" }>,
  method: string,
  body: object,
): SlackCall {
  const headers = { ...jsonType, authorization: `Bearer ${via.token}` };
  return { speech: "api", url: `${via.api}${method}`, headers, body: JSON.stringify(body) };
}

const jsonType = { "content-type": "application/json; charset=utf-8" };
