import { connect } from "node:net";
import { makeRules, readRules, type Rules } from "../../src/daemon/rules.ts";
import type { LogFields } from "../../src/daemon/log.ts";
import type { Answering } from "../../src/http/answering.ts";
import { startListener, type Listener } from "../../src/http/listener.ts";
import { readSeal } from "../../src/http/open-answering.ts";
import { createLinks, type Links } from "../../src/http/links.ts";
import { openStore } from "../../src/store/open.ts";
import { closeStore, type Store } from "../../src/store/store.ts";
import { openWatchStore } from "../../src/store/watch-store.ts";
import type { RouteRecord } from "../../src/domain/route-record.ts";
import { Stage } from "../rig/stage.ts";
import { at } from "../cli/incident-stage.ts";

/** A host with one incident, and the listener that answers links of its messages. */
export class Door implements AsyncDisposable {
  readonly stage = new Stage(at("13:59:00"));
  readonly logged: string[] = [];
  rules: Rules = makeRules(0, null, "web-1");
  #store: Store | null = null;
  #listener: Listener | null = null;
  #links: Links | null = null;

  static async open(
    more: { readonly config?: string; readonly prefix?: string } = {},
  ): Promise<Door> {
    const door = new Door();
    await door.stage.apply(more.config ?? config);
    await door.stage.passUntil(at("14:18:02"));
    await door.#open(more.prefix ?? "");
    return door;
  }

  async #open(prefix: string): Promise<void> {
    const { store: path, now } = this.stage;
    const opened = openStore({ path, mode: "command", now, busyTimeoutMs: 5_000 });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    this.#store = opened.value;
    const watch = openWatchStore(opened.value);
    const inForce = await watch.config();
    const rules = inForce.ok ? readRules(inForce.value, "web-1") : inForce;
    if (!rules.ok) throw new Error(JSON.stringify(rules.failure));
    this.rules = rules.value;
    const read = await readSeal(opened.value, watch, { by: { user: null, host: null }, now });
    if (!read.ok) throw new Error(JSON.stringify(read.failure));
    const seal = read.value;
    const routes = rules.value.config?.routes ?? [];
    this.#links = createLinks({ ...seal, publicUrl: "https://ops.acme.example", routes });
    const answering: Answering = {
      ...{ watch, seal, host: "web-1" },
      rules: () => this.rules,
      now: () => this.stage.now,
      describeStoreFailure: (failure) => failure.kind,
      log: (_: string, event: string, message: string, fields: LogFields = {}) => {
        this.logged.push(`${event} ${message} ${JSON.stringify(fields)}`);
      },
    };
    const listen = { host: "127.0.0.1", port: 0 };
    const started = await startListener({ ...answering, listen, prefix });
    if (!started.ok) throw new Error(started.failure.code);
    this.#listener = started.value;
  }

  get port(): number {
    return this.#listener?.port ?? 0;
  }

  /** The path of a link, as a message of now would bring it. */
  path(link: (links: Links) => string | null): string {
    if (this.#links === null) throw new Error("not open");
    return new URL(link(this.#links) ?? "").pathname;
  }

  acknowledgePath(route = "ops-slack", incident = 1): string {
    return this.path((links) => links.acknowledge(incident, route, "", this.stage.now));
  }

  async ask(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      redirect: "follow",
      ...init,
    });
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      redirected: response.redirected,
    };
  }

  async press(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return await this.ask(path, { method: "POST", body: new URLSearchParams(fields) });
  }

  /** Sends raw bytes, and gives all that comes until the other end closes. */
  async raw(bytes: string): Promise<string> {
    return await new Promise((resolve) => {
      let heard = "";
      const socket = connect(this.port, "127.0.0.1", () => socket.write(bytes));
      socket.on("data", (chunk) => (heard += chunk.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => {
        resolve(heard);
      });
    });
  }

  /** The incident as `luota show` has it. */
  async incident(): Promise<Shown> {
    return (await this.stage.json("show", "INC-1")) as Shown;
  }

  async records(): Promise<readonly RouteRecord[]> {
    if (this.#store === null) return [];
    const routes = await openWatchStore(this.#store).routes();
    return routes.ok ? routes.value : [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener?.close();
    if (this.#store !== null) closeStore(this.#store);
    this.stage[Symbol.dispose]();
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly redirected: boolean;
}

export interface Shown {
  readonly state: string;
  readonly acknowledgedBy: string | null;
  readonly revision: number;
  readonly timeline: readonly Readonly<Record<string, unknown>>[];
}

const config = `
listen: 127.0.0.1:7461
publicUrl: https://ops.acme.example
owners:
  revenue: { name: Revenue operations, routes: [ops-slack, router] }
routes:
  ops-slack: { slack: { webhook: env:HOOK } }
  router: { webhook: { url: https://router.acme.example/hook } }
monitors:
  billing-sync:
    promise: Stripe invoices are reflected in customer access
    owner: revenue
    severity: 2
    runbook: https://wiki.acme.example/stripe-billing-recovery
    cron: "*/15 * * * *"
    timezone: UTC
    grace: 3m
`;
