import type { Config } from "../../src/config/config.ts";
import { configToApply } from "../../src/daemon/config-to-apply.ts";
import { noRulesYet } from "../../src/daemon/rules-in-force.ts";
import { tick, type Ticked } from "../../src/daemon/tick.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import type { Incident } from "../../src/domain/incident.ts";
import type { Sight } from "../../src/domain/lost.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import type { Owner } from "../../src/domain/owner.ts";
import type { Report } from "../../src/domain/report.ts";
import type { Route } from "../../src/domain/route.ts";
import type { Ending, RunEnd, RunStart } from "../../src/domain/run.ts";
import { applyReport } from "../../src/store/apply.ts";
import { placesToTakeFrom } from "../../src/store/spool-places.ts";
import type { Store } from "../../src/store/store.ts";
import { openWatchStore } from "../../src/store/watch-store.ts";
import type { WatchStore } from "../../src/store/watch.ts";
import type { Watcher, WatchSpan } from "../../src/store/watcher.ts";
import { sampleEnd, sampleStart, valueOf } from "../store/sample.ts";
import { me, SpoolHost } from "../store/spool-rig.ts";

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A Friday, long after any change of clocks. */
export const morning = Date.UTC(2026, 10, 20, 6);

export const actor = { user: "root", host: "db1" };

const chat: Route = {
  name: "chat",
  pager: false,
  target: { kind: "slack", via: { kind: "webhook", url: { kind: "env", name: "HOOK" } } },
};
const mail: Route = {
  name: "mail",
  pager: false,
  target: {
    kind: "email",
    from: "luota@acme.example",
    to: ["a@acme.example", "b@acme.example"],
    mailer: {
      kind: "smtp",
      smtp: { host: "::1", port: 25, security: "none", user: null, password: null },
    },
  },
};
const pager: Route = {
  name: "pager",
  pager: true,
  target: {
    kind: "pagerduty",
    key: { kind: "env", name: "KEY" },
    url: "https://events.pagerduty.com/v2/enqueue",
  },
};

const revenue: Owner = {
  name: "revenue",
  title: "Revenue",
  routes: ["chat", "mail"],
  remindMs: null,
  escalate: [{ afterMs: 15 * minute, routes: ["pager"] }],
};

export function promise(name: string, different: Partial<Monitor> = {}): Monitor {
  return { ...defaultMonitor(name), owner: "revenue", ...different };
}

/** Due every quarter of an hour, with 3 minutes of grace. */
export function quarterly(name: string, different: Partial<Monitor> = {}): Monitor {
  const cadence = { kind: "cron", pattern: "*/15 * * * *", timezone: "UTC" } as const;
  return promise(name, { cadence, ...different });
}

export function configOf(monitors: readonly Monitor[], different: Partial<Config> = {}): Config {
  return {
    workspace: null,
    timezone: "UTC",
    publicUrl: null,
    listen: null,
    watchdog: null,
    digest: "off",
    retention: { evidenceMs: day, incidentsMs: day, keepRuns: 100, maxSize: 1_000_000 },
    envFile: "/etc/luota/luota.env",
    redact: [],
    routes: [chat, mail, pager],
    owners: [revenue],
    monitors,
    silences: [],
    ...different,
  };
}

/** A host whose clock stands where it is set, with a store and a watcher that ticks when it is told. */
export class WatchedHost extends SpoolHost {
  now = morning;
  readonly store: Store;
  readonly watch: WatchStore;
  rules = noRulesYet("db1");
  bootId = "boot-1";
  bootedAt = morning - day;
  span: WatchSpan | null = null;
  #runs = 0;

  constructor(store?: (host: SpoolHost) => Store) {
    super();
    this.store = store?.(this) ?? this.open({ now: morning });
    this.watch = openWatchStore(this.store);
  }

  get sight(): Sight {
    const { bootId, bootedAt } = this;
    return { bootId, machineId: "m", pidNamespace: "1", bootedAt, startTicksOf: () => 1 };
  }

  get watcher(): Watcher {
    const { bootId, bootedAt } = this;
    const identity = { pid: 7, startTicks: 1, bootId, machineId: "m", pidNamespace: "1" };
    return { kind: "daemon", host: "db1", user: "root", identity, bootedAt };
  }

  /** Puts a config in force, as of now. */
  async apply(monitors: readonly Monitor[], different: Partial<Config> = {}) {
    const config = configToApply(configOf(monitors, different), "db1");
    return valueOf(await this.watch.applyConfig(config, { by: actor, now: this.now }));
  }

  /** Starts to watch anew, as after a restart of luota; after one of the host, with another boot. */
  async restart(boot?: { readonly at: number }): Promise<void> {
    if (boot !== undefined) {
      this.bootId = `${this.bootId}+`;
      this.bootedAt = boot.at;
    }
    const begun = valueOf(await this.watch.beginWatch(this.watcher, this.sight, this.now));
    if (begun.kind === "held") throw new Error("somebody else watches");
    this.span = begun.span;
    this.rules = noRulesYet("db1");
  }

  /** One tick, after so much time. */
  async tick(after = 0): Promise<Ticked> {
    this.now += after;
    if (this.span === null) await this.restart();
    const ticked = valueOf(await tick(this.watch, this.scene, this.now));
    this.span = ticked.span;
    return ticked;
  }

  get scene() {
    if (this.span === null) throw new Error("nobody watches yet");
    const { rules, span, sight } = this;
    return { rules, span, places: placesToTakeFrom(this.question), uid: me, actor, sight };
  }

  /** Ticks every so often until so much time has passed. */
  async tickFor(length: number, every = minute): Promise<void> {
    const until = this.now + length;
    while (this.now + every <= until) await this.tick(every);
    if (this.now < until) await this.tick(until - this.now);
  }

  /** A run that begins now and takes a second, unless said otherwise. */
  report(
    monitor: string,
    how: Partial<RunStart> & { readonly end?: Partial<RunEnd> } = {},
  ): Report {
    this.#runs += 1;
    const { end: ended, ...started } = how;
    const id = `run-${this.#runs}`;
    const startedAt = how.startedAt ?? this.now;
    const start = sampleStart(id, { monitor, startedAt, recorder: null, ...started });
    const end = sampleEnd(start.id, { endedAt: startedAt + second, durationMs: second, ...ended });
    return { kind: "run-ended", start, end };
  }

  run(monitor: string, exitCode = 0, how: Partial<RunStart> = {}): string {
    return this.record(this.report(monitor, { ...how, end: { ending: exited(exitCode) } }));
  }

  record(report: Report): string {
    valueOf(applyReport(this.store, report, { now: this.now, reporterUid: 0 }));
    return "start" in report ? report.start.id : "";
  }

  async incidents(): Promise<readonly Incident[]> {
    const page = await this.watch.incidents({ drills: "with", limit: 1_000 });
    return valueOf(page).map((each) => each.incident);
  }

  /** `opened chat`, `resolved mail b@acme.example`: what waits or went, oldest first. */
  async told(
    states: readonly ("waiting" | "cancelled" | "delivered")[] = ["waiting", "delivered"],
  ) {
    const notices = valueOf(await this.watch.notices({ states, limit: 10_000 }));
    return notices
      .toReversed()
      .map(({ kind, route, recipient }) => `${kind} ${route} ${recipient}`.trim());
  }

  /** The groups of all notices but escalations, each once, in the order of their owing. */
  async groups(): Promise<readonly string[]> {
    const notices = valueOf(await this.watch.notices({ limit: 10_000 })).toReversed();
    const loud = notices.filter((notice) => notice.kind !== "escalated");
    return [...new Set(loud.map((notice) => notice.group))];
  }

  /** Counts everything that deliveries would have sent by now as delivered. */
  deliver(): number {
    const deliver = `UPDATE notices SET state = 'delivered'
      WHERE state = 'waiting' AND due_at <= ?`;
    return this.store.database.prepare(deliver).run(this.now).changes;
  }

  async slots(monitor: string): Promise<readonly string[]> {
    const slots = valueOf(await this.watch.slots({ monitor, limit: 10_000 }));
    return slots
      .toReversed()
      .map(({ slot, outcome }) => `${new Date(slot).toISOString().slice(11, 16)} ${outcome}`);
  }

  /** The kinds of all audit events so far, but for those of runs. */
  audited(): readonly string[] {
    const select = "SELECT json_extract(CAST(bytes AS TEXT), '$.kind') FROM audit ORDER BY seq";
    const kinds = this.store.database.prepare(select).pluck().all() as string[];
    return kinds.filter((kind) => !kind.startsWith("run-"));
  }
}

function exited(exitCode: number): Ending {
  return { kind: "exited", exitCode };
}
