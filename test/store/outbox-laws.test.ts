import { expect, it } from "vitest";
import { acknowledge } from "../../src/daemon/act.ts";
import { makeRules } from "../../src/daemon/rules.ts";
import type { AttemptOutcome } from "../../src/domain/attempt.ts";
import type { NoticeKind } from "../../src/domain/notice.ts";
import { isBreak } from "../../src/domain/outbox-story.ts";
import type { Parcel } from "../../src/store/delivering.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { seeded } from "../rig/seeded.ts";
import { actor, configOf, promise, second } from "../daemon/watched-host.ts";
import {
  chat,
  denied,
  gone,
  later,
  mail,
  minute,
  OutboxHost,
  silent,
  taken,
} from "./outbox-rig.ts";
import { valueOf } from "./sample.ts";

const names = ["a", "b", "c"];
const pager = { route: "pager", digest: "p", groups: false };
const routes = [{ ...chat, groups: true }, mail, pager];

/** A host where anything goes wrong, and what those who were to be told really got. */
class WildHost {
  /** By incident, route and recipient: kinds, each message once. */
  readonly got = new Map<string, NoticeKind[]>();
  readonly #seen = new Set<string>();
  readonly host: OutboxHost;
  readonly chance: () => number;

  constructor(host: OutboxHost, chance: () => number) {
    this.host = host;
    this.chance = chance;
  }

  pick<Value>(from: readonly Value[]): Value {
    return from[Math.floor(this.chance() * from.length)] as Value;
  }

  async step(): Promise<void> {
    const { host } = this;
    await this.pick([
      async () => host.break(this.pick(names)),
      async () => host.heal(this.pick(names)),
      async () => this.acknowledge(),
      async () => host.tick(this.pick([second, minute, 6 * minute])),
      async () => this.deliver(() => this.pick([taken, later, silent, gone])),
      async () => this.deliver(() => this.pick([taken, silent, later])),
      async () => this.crash(),
    ])();
  }

  async acknowledge(): Promise<void> {
    const { watch, now } = this.host;
    const open = valueOf(await watch.incidents({ state: "open", drills: "with", limit: 9 }));
    if (open.length === 0) return;
    const rules = makeRules(1, configOf(names.map((name) => promise(name))), "db1");
    const { number } = this.pick(open);
    await acknowledge(watch, rules, { number, by: "ann", note: null }, { by: actor, now });
  }

  /** Claims, and while a message is on its way, other things may happen. */
  async deliver(outcomeOf: () => AttemptOutcome): Promise<number> {
    const { host } = this;
    const parcels = await host.claim(routes, 3, 30 * minute);
    for (const parcel of parcels) {
      const begun = await host.watch.beginAttempt(parcel, host.now);
      if (!begun.ok) continue;
      const outcome = outcomeOf();
      if (this.chance() < 0.2) await host.heal(this.pick(names));
      this.arrive(parcel, outcome);
      valueOf(await host.settle(parcel, begun.value.id, outcome, this.pick([0, minute])));
    }
    return parcels.length;
  }

  /** Somebody claims, begins perhaps, and is never heard of again. */
  async crash(): Promise<void> {
    const { host } = this;
    for (const parcel of await host.claim(routes, 2, minute)) {
      const begun = this.chance() < 0.7 && (await host.watch.beginAttempt(parcel, host.now)).ok;
      if (begun) this.arrive(parcel, silent);
    }
  }

  arrive(parcel: Parcel, { kind }: AttemptOutcome): void {
    if (kind !== "delivered" && (kind !== "unknown" || this.chance() < 0.5)) return;
    if (this.#seen.has(parcel.id)) return;
    this.#seen.add(parcel.id);
    for (const item of parcel.items) {
      const key = `INC-${item.incident} ${parcel.route} ${parcel.recipient}`;
      this.got.set(key, [...(this.got.get(key) ?? []), item.kind]);
    }
  }
}

it.each(Array.from({ length: 16 }, (_, index) => index + 1))(
  "whatever goes wrong, everybody knows in the end how it is, and was told no false story (%i)",
  { timeout: 60_000 },
  async (seed) => {
    using host = await OutboxHost.with(...names);
    const wild = new WildHost(host, seeded(seed));
    for (let step = 0; step < 40; step += 1) await wild.step();
    for (let calm = 0; calm < 60; calm += 1) {
      while ((await wild.deliver(() => taken)) > 0);
      await host.tick(5 * minute);
    }
    expect(valueOf(await host.watch.notices({ states: ["waiting"], limit: 9 }))).toEqual([]);
    expect(await host.next(routes)).toBeNull();
    expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
    const incidents = valueOf(await host.watch.incidents({ drills: "with", limit: 99 }));
    for (const { number, incident } of incidents) {
      const heard = [...wild.got].filter(([key]) => key.startsWith(`INC-${number} `));
      for (const [key, kinds] of heard) {
        const loud = kinds.filter((kind) => kind !== "occurrence" && kind !== "acknowledged");
        const last = loud.at(-1);
        if (last !== undefined)
          expect(isBreak(last), `${key}: ${kinds.join()}`).toBe(incident.state !== "resolved");
        // Nobody who has heard of a break is told that it broke and healed unheard.
        for (const [index, kind] of loud.entries()) {
          const before = loud[index - 1];
          if (kind === "healed" && before !== undefined)
            expect(isBreak(before), `${key}: ${kinds.join()}`).toBe(false);
        }
      }
      if (!names.includes(incident.monitor)) continue;
      const told = new Set(heard.map(([key]) => key.split(" ")[1]));
      expect([...told].toSorted().slice(0, 2), `INC-${number}`).toEqual(["chat", "mail"]);
    }
  },
);

it("a message that is refused is over for it alone", async () => {
  using host = await OutboxHost.with("a", "b");
  await host.break("a", "b");
  const [first, second] = await host.claim();
  if (first === undefined || second === undefined) throw new Error("two are due");
  await host.send(first, denied);
  await host.send(second, taken);
  expect(await host.states()).toEqual(["opened refused", "opened delivered"]);
});
