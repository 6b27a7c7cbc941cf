import type { IncomingMessage, ServerResponse } from "node:http";
import {
  postKeys,
  readPayload,
  refuse,
  shownIn,
  updateKeys,
  webhookKeys,
} from "./fake-slack-payload.ts";
import { complaintsAbout, type Complaint } from "./fake-slack-rules.ts";
import type { FakeMessage, FakeSlack, ToldAnswer } from "./fake-slack-shape.ts";
import { serveHttp } from "./http-server.ts";

/**
 * A Slack on loopback, as strict as the documentation: limits of Block Kit, one message a second after
 * a short burst, errors by name. It also refuses what the real one would take for a mention or a link.
 */
export async function startFakeSlack({ burst = 5, perSecond = 1 } = {}): Promise<FakeSlack> {
  const messages: FakeMessage[] = [];
  const complaints: Complaint[] = [];
  const requests: string[] = [];
  const told: ToldAnswer[] = [];
  const token = "xoxb-000000000000-fake-bot-token";
  const channel = { name: "#ops", id: "C0FAKE0OPS" };
  const path = "/services/T0FAKE/B0FAKE/fakewebhooksecret";
  let tokens = burst;
  let filledAt = performance.now();

  /** Seconds to wait, or 0. */
  function take(): number {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1_000) * perSecond);
    filledAt = now;
    if (tokens < 1) return Math.ceil((1 - tokens) / perSecond);
    tokens -= 1;
    return 0;
  }

  function complain(payload: Record<string, unknown>, keys: readonly string[]): string | null {
    const found = complaintsAbout(payload, keys);
    complaints.push(...found);
    return found[0]?.error ?? null;
  }

  function post(payload: Record<string, unknown>): FakeMessage {
    const threadTs = payload["thread_ts"];
    const message: FakeMessage = {
      channel: channel.id,
      ts: `1700000000.${String(messages.length + 1).padStart(6, "0")}`,
      ...shownIn(payload),
      threadTs: typeof threadTs === "string" ? threadTs : null,
      broadcast: payload["reply_broadcast"] === true,
      edits: 0,
    };
    messages.push(message);
    return message;
  }

  function answerWebhook(payload: Record<string, unknown>, response: ServerResponse): void {
    const error = complain(payload, webhookKeys);
    if (error === null) post(payload);
    response.writeHead(error === null ? 200 : 400).end(error ?? "ok");
  }

  function answerApi(method: string, payload: Record<string, unknown>): Record<string, unknown> {
    const { channel: to, ts, thread_ts: thread } = payload;
    const known = (id: unknown) => messages.find((message) => message.ts === id);
    switch (method) {
      case "auth.test":
        return { ok: true, team: "Fake", user: "luota", bot_id: "B0FAKE" };
      case "chat.postMessage": {
        if (to !== channel.id && to !== channel.name) return refuse("channel_not_found");
        if (thread !== undefined && known(thread) === undefined) return refuse("thread_not_found");
        const error = complain(payload, postKeys);
        if (error !== null) return refuse(error);
        const message = post(payload);
        return { ok: true, channel: channel.id, ts: message.ts, message: { text: message.text } };
      }
      case "chat.update": {
        // Unlike posting, updating takes no channel's name.
        if (to !== channel.id) return refuse("channel_not_found");
        const message = known(ts);
        if (message === undefined) return refuse("message_not_found");
        const error = complain(payload, updateKeys);
        if (error !== null) return refuse(error);
        Object.assign(message, shownIn(payload), { edits: message.edits + 1 });
        return { ok: true, channel: channel.id, ts, text: message.text };
      }
      default:
        return refuse("unknown_method");
    }
  }

  function answer(request: IncomingMessage & { readonly text: string }, response: ServerResponse) {
    requests.push(request.url ?? "");
    const next = told.shift();
    if (next === "hang") return;
    if (next === "reset") {
      request.socket.resetAndDestroy();
      return;
    }
    if (next !== undefined) {
      response.writeHead(next.status, next.headers).end(next.body);
      return;
    }
    const isHook = request.url === path;
    const method = /^\/api\/([a-zA-Z.]+)$/u.exec(request.url ?? "")?.[1];
    if (request.method !== "POST" || (!isHook && method === undefined)) {
      response.writeHead(404).end("no_service");
      return;
    }
    const payload = readPayload(request);
    const waitSeconds = method === "auth.test" || payload?.["text"] === "" ? 0 : take();
    if (waitSeconds > 0) {
      response.writeHead(429, { "retry-after": String(waitSeconds) });
      response.end(`{"retry_after":${waitSeconds},"ok":false,"error":"rate_limited"}`);
    } else if (payload === null) {
      response.writeHead(isHook ? 400 : 200);
      response.end(isHook ? "invalid_payload" : JSON.stringify(refuse("invalid_json")));
    } else if (isHook) {
      answerWebhook(payload, response);
    } else {
      const isKnown = request.headers.authorization === `Bearer ${token}`;
      const said = isKnown ? answerApi(method ?? "", payload) : refuse("invalid_auth");
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(said));
    }
  }

  const server = await serveHttp(answer);
  const origin = `http://127.0.0.1:${server.port}`;
  return {
    webhookUrl: `${origin}${path}`,
    api: `${origin}/api/`,
    token,
    channel,
    messages,
    complaints,
    requests,
    answerNext: (...answers) => told.push(...answers),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
