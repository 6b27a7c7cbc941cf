import type { IncomingMessage } from "node:http";
import { isObject } from "./fake-slack-rules.ts";

export const webhookKeys = ["text", "blocks", "unfurl_links", "unfurl_media"];
export const postKeys = [...webhookKeys, "channel", "thread_ts", "reply_broadcast"];
export const updateKeys = ["text", "blocks", "channel", "ts", "reply_broadcast"];

export const refuse = (error: string) => ({ ok: false, error });

export function shownIn({ text, blocks }: Record<string, unknown>) {
  return {
    text: typeof text === "string" ? text : "",
    blocks: Array.isArray(blocks) ? (blocks as readonly unknown[]) : [],
  };
}

export function readPayload(request: IncomingMessage & { readonly text: string }) {
  if (!/^application\/json\b/u.test(request.headers["content-type"] ?? "")) return null;
  try {
    const value: unknown = JSON.parse(request.text);
    return isObject(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
