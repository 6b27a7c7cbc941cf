import type { AttemptOutcome } from "../../src/domain/attempt.ts";
import type { OpenRoute } from "../../src/store/claim-question.ts";
import type { Parcel } from "../../src/store/delivering.ts";
import { actor, promise, second, WatchedHost } from "../daemon/watched-host.ts";
import { valueOf } from "./sample.ts";

export const chat: OpenRoute = { route: "chat", digest: "c1", groups: false };
export const mail: OpenRoute = { route: "mail", digest: "m1", groups: false };

export const taken: AttemptOutcome = {
  kind: "delivered",
  receipt: { text: "ok", status: 200, reference: "ts-1" },
};
export const later: AttemptOutcome = {
  kind: "try-later",
  reason: "503",
  receipt: null,
  retryAfterMs: null,
};
export const silent: AttemptOutcome = { kind: "unknown", reason: "no answer" };
export const denied: AttemptOutcome = {
  kind: "refused",
  broken: false,
  reason: "too long",
  receipt: null,
};
export const gone: AttemptOutcome = {
  kind: "refused",
  broken: true,
  reason: "no_service",
  receipt: { text: "no_service", status: 404, reference: null },
};

export const minute = 60 * second;

/** A host with notices in its outbox, and hands to deliver them with. */
export class OutboxHost extends WatchedHost {
  #claims = 0;

  static async with(...names: readonly string[]): Promise<OutboxHost> {
    const host = new OutboxHost();
    await host.apply(names.map((name) => promise(name)));
    await host.tick();
    return host;
  }

  /** Breaks these promises in one tick. */
  async break(...names: readonly string[]): Promise<void> {
    for (const name of names) this.run(name, 1);
    await this.tick(minute);
  }

  async heal(...names: readonly string[]): Promise<void> {
    for (const name of names) this.run(name, 0);
    await this.tick(minute);
  }

  async claim(
    routes = [chat],
    limitPerRoute = 1_000,
    leaseMs = minute,
  ): Promise<readonly Parcel[]> {
    const token = `claim-${(this.#claims += 1)}`;
    const { now } = this;
    return valueOf(await this.watch.claimParcels({ now, routes, token, leaseMs, limitPerRoute }));
  }

  async claimOne(route = chat): Promise<Parcel> {
    const [parcel, ...others] = await this.claim([route]);
    if (parcel === undefined || others.length > 0) throw new Error("not one message is due");
    return parcel;
  }

  async begin(parcel: Parcel): Promise<number> {
    return valueOf(await this.watch.beginAttempt(parcel, this.now)).id;
  }

  async settle(parcel: Parcel, attempt: number, outcome: AttemptOutcome, retryMs: number | null) {
    const { now } = this;
    const retryAt = retryMs === null ? null : now + retryMs;
    const settlement = { attempt, token: parcel.lease.token, outcome, endedAt: now, tookMs: 5 };
    return await this.watch.settleAttempt({ ...settlement, retryAt }, { by: actor, now });
  }

  /** One whole try. */
  async send(parcel: Parcel, outcome: AttemptOutcome, retryMs: number | null = 5 * second) {
    valueOf(await this.settle(parcel, await this.begin(parcel), outcome, retryMs));
  }

  /** `opened delivered` of all notices to a route, in the order in which they were owed. */
  async states(route = "chat"): Promise<readonly string[]> {
    const notices = valueOf(await this.watch.notices({ limit: 10_000 })).toReversed();
    return notices
      .filter((notice) => notice.route === route)
      .map(({ kind, state }) => `${kind} ${state}`);
  }

  async next(routes: readonly OpenRoute[] = [chat]): Promise<number | null> {
    return valueOf(await this.watch.nextDelivery(routes));
  }

  /** What a tick would be told of the outbox of an incident. */
  async outbox(incident = 1): Promise<readonly string[]> {
    const record = valueOf(await this.watch.incident(incident));
    return (record?.outbox ?? [])
      .filter((entry) => entry.route === "chat")
      .map(({ kind, state }) => `${kind} ${state}`);
  }
}

/** `opened INC-1`, `healed INC-2`. */
export function told(parcels: readonly Parcel[]): readonly string[] {
  return parcels.flatMap(({ items }) =>
    items.map(({ kind, incident }) => `${kind} INC-${incident}`),
  );
}
