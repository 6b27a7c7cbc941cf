import type { ServerResponse } from "node:http";
import type { Json } from "../../src/base/json.ts";
import { serveHttp, type TestServer } from "../deliver/http-server.ts";

/** A message as a program got it. */
export interface Received {
  readonly route: string;
  readonly id: string;
  readonly at: number;
  readonly body: { readonly type: string; readonly data: Json & Record<string, unknown> };
}

export type Answer = (response: ServerResponse) => void;

export const accept: Answer = (response) => void response.writeHead(200).end("taken");
export const status =
  (code: number, headers: Record<string, string> = {}, body = ""): Answer =>
  (response) =>
    void response.writeHead(code, headers).end(body);
/** No answer ever comes. */
export const hang: Answer = () => undefined;

/** Receives the webhooks of several routes, each under its own path, and answers as told. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly #answers = new Map<string, Answer[]>();
  readonly #server: TestServer;

  private constructor(server: TestServer) {
    this.#server = server;
  }

  static async open(): Promise<Receiver> {
    let receiver: Receiver | null = null;
    const server = await serveHttp((request, response) => {
      const route = (request.url ?? "").slice(1);
      const body = JSON.parse(request.text) as Received["body"];
      const id = String(request.headers["webhook-id"]);
      receiver?.take({ route, id, at: Date.now(), body }, response);
    });
    receiver = new Receiver(server);
    return receiver;
  }

  take(received: Received, response: ServerResponse): void {
    this.received.push(received);
    const answers = this.#answers.get(received.route) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    (answer ?? accept)(response);
  }

  /** The last answer repeats. */
  answer(route: string, ...answers: readonly Answer[]): void {
    this.#answers.set(route, [...answers]);
  }

  url(route: string): string {
    return `http://127.0.0.1:${String(this.#server.port)}/${route}`;
  }

  /** What came by a route so far. */
  by(route: string): Received[] {
    return this.received.filter((each) => each.route === route);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }
}
