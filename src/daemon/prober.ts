import { fail, ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import { probeOfLook } from "../domain/look-probe.ts";
import type { Probe } from "../domain/probe.ts";
import { weigh } from "../domain/reading-weigh.ts";
import { withoutExcerpt, type Reading } from "../domain/reading.ts";
import { longestLook } from "../probe/look-at.ts";
import { recorderIdentity } from "../recorder/host-facts.ts";
import { readConfig, readConfigNumber } from "../store/configs.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { ClaimedLook, LookAim, LookDone } from "../store/look.ts";
import { claimLooks, giveBackLooks, readNextLook } from "../store/looks.ts";
import { keepReadings } from "../store/readings.ts";
import { attempt, type Store } from "../store/store.ts";
import { lookFor } from "./look-for.ts";
import { createProberEyes, type EyesWorld, type ProberEyes } from "./prober-eyes.ts";
import { createProberLanes } from "./prober-lanes.ts";
import { noRulesYet } from "./rules-in-force.ts";
import { readRules, type Rules } from "./rules.ts";
import { readEnvFile } from "./secret-values.ts";

export interface ProberWorld extends EyesWorld {
  readonly uid: number;
  readonly host: string;
  /** Whoever sent this process still lives. */
  readonly isWanted: () => boolean;
  /** Aborted when this process was asked to stop. */
  readonly stop: AbortSignal;
}

/** So many are taken at once. */
const mostAtOnce = 256;
/** Beside the time of the look itself: it may have to wait for its turn. */
const leaseSlack: Milliseconds = 10 * 60_000;
/** What is due within this time is waited for, where somebody wants it: to start anew costs more. */
const lingers: Milliseconds = 5_000;
const turnEvery: Milliseconds = 100;
/** After TERM and before KILL. */
const endsWithin: Milliseconds = 2_500;

/**
 * Does all looks that are due, and keeps what they came to. It ends when nothing is due soon; of several
 * such processes each look is done by one.
 */
export async function probeDue(
  store: Store,
  world: ProberWorld,
): Promise<Result<void, StoreFailure>> {
  const prober = recorderIdentity();
  const eyes = createProberEyes(world, world.stop);
  const lanes = createProberLanes();
  const done: LookDone[] = [];
  let rules = noRulesYet(world.host).rules;
  const leaseOf = (look: LookAim): Milliseconds | null => {
    const probe = probeOfLook(rules.monitorNamed(look.monitor), look);
    return probe === null ? null : longestLook(probe) + leaseSlack;
  };

  while (!world.stop.aborted) {
    const kept = done.length === 0 ? ok(0) : keepReadings(store, prober, done);
    if (!kept.ok) return kept;
    done.length = 0;
    const refreshed = refresh(store, rules, world.host);
    if (!refreshed.ok) return refreshed;
    rules = refreshed.value;
    const limit = mostAtOnce - lanes.size();
    const now = world.now();
    const claimed = limit <= 0 ? ok([]) : claimLooks(store, { now, limit, prober, leaseOf });
    if (!claimed.ok) return claimed;
    for (const look of claimed.value) {
      const by = rules;
      const probe = probeOfLook(by.monitorNamed(look.monitor), look);
      if (probe === null) continue;
      lanes.add(longestLook(probe), async () => {
        done.push(await lookSafely(look, probe, by, eyes, world));
      });
    }
    if (lanes.size() === 0 && done.length === 0) {
      eyes.rest();
      const next = attempt(store, () => readNextLook(store));
      if (!next.ok) return next;
      const wait = next.value === null ? Infinity : next.value - world.now();
      if (wait > lingers || !world.isWanted()) return ok(undefined);
      await sleep(Math.max(turnEvery, wait));
    } else await sleep(turnEvery);
  }
  eyes.rest();
  // What runs for it is ended meanwhile.
  await sleep(endsWithin);
  return giveBackLooks(store, prober);
}

/** The rules of the config in force. Where they can't be read, the ones before go on. */
function refresh(store: Store, known: Rules, host: string): Result<Rules, StoreFailure> {
  const number = attempt(store, () => readConfigNumber(store));
  if (!number.ok || number.value === known.number) return number.ok ? ok(known) : number;
  const config = attempt(store, () => readConfig(store));
  if (!config.ok) return fail(config.failure);
  const rules = readRules(config.value, host);
  return ok(rules.ok ? rules.value : { ...known, number: number.value });
}

/** A fault of luota's own on one look must not keep all others from being done. */
async function lookSafely(...[look, probe, ...rest]: Parameters<typeof lookAtOne>) {
  try {
    return await lookAtOne(look, probe, ...rest);
  } catch (error) {
    const [, , { now }] = rest;
    const reason = `luota failed: ${error instanceof Error ? error.message : String(error)}`;
    const seen = { kind: "unknown", reason } as const;
    const reading: Reading = { at: now(), tookMs: 0, attempts: 1, seen };
    return { look, reading, weighed: weigh(probe, reading) };
  }
}

async function lookAtOne(
  look: ClaimedLook,
  probe: Probe,
  rules: Rules,
  eyes: ProberEyes,
  { environment, uid, now }: ProberWorld,
): Promise<LookDone> {
  const monitor = rules.monitorNamed(look.monitor);
  const { config } = rules;
  // Without a config nothing was to be looked at.
  if (config === null) throw new Error("a look without a config");
  const source = { environment, file: readEnvFile(config.envFile) };
  const seen = await lookFor(probe, { ...look, monitor }, { eyes, config, source, uid, now });
  return { look, ...withoutExcerpt(seen) };
}

async function sleep(milliseconds: Milliseconds): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
