import { exitCode } from "../../base/exit-code.ts";
import type { Json } from "../../base/json.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { toIso, type EpochMilliseconds } from "../../base/time.ts";
import { firstSlots } from "../../domain/cadence.ts";
import { complainOfCronCadence, readCron } from "../../domain/cron-compiled.ts";
import { zoneEffects } from "../../domain/cron-zone-effects.ts";
import { zoneOffset } from "../../domain/zone.ts";
import { readMoment } from "../moment.ts";
import { effectToJson, renderPlan, wallText, type Plan } from "../view/plan.ts";

/** The words of `luota plan --cron EXPR`, as they were typed. */
export interface PlanOptions {
  readonly cron?: string | undefined;
  readonly timezone?: string | undefined;
  /** Slots after this; ISO-8601, in the plan's zone where it names none. Now, unless said. */
  readonly from?: string | undefined;
  readonly count?: string | undefined;
  readonly json?: boolean | undefined;
  /** The config whose monitors are planned. */
  readonly config?: string | undefined;
}

/** What the command needs of the world. */
export interface PlanWorld {
  readonly now: () => EpochMilliseconds;
  readonly hostZone: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** `luota plan --cron EXPR`: prints the next slots; answers with the exit code. */
export function plan(options: PlanOptions, world: PlanWorld): number {
  const made = planOf(options, world.now(), world.hostZone);
  if (!made.ok) {
    world.err(`luota: ${made.failure}`);
    return exitCode.usage;
  }
  const json = options.json === true;
  world.out(json ? `${JSON.stringify(planToJson(made.value), null, 2)}\n` : renderPlan(made.value));
  return exitCode.done;
}

const mostSlots = 10_000;

/** Makes the plan, or says in a sentence which option is wrong. */
function planOf(
  options: PlanOptions,
  now: EpochMilliseconds,
  hostZone: string,
): Result<Plan, string> {
  const pattern = options.cron;
  if (pattern === undefined) return fail('nothing to plan: give --cron "30 2 * * *"');
  const timezone = options.timezone ?? hostZone;
  const cron = readCron(pattern, timezone);
  if (!cron.ok) return fail(complainOfCronCadence(cron.failure, pattern));
  const from = readFrom(options, now, timezone);
  if (!from.ok) return from;
  const count = readCount(options, 10);
  if (!count.ok) return count;
  const moments = firstSlots({ kind: "cron", pattern, timezone }, from.value, count.value);
  const slots = moments.map((at) => ({ at, offsetMs: zoneOffset(at, timezone) }));
  const effects = zoneEffects(cron.value, from.value, moments.at(-1) ?? from.value);
  return ok({ pattern, timezone, from: from.value, slots, effects });
}

/** `--from`; a time without a zone of its own is one of `timezone`. */
export function readFrom(
  { from }: PlanOptions,
  now: EpochMilliseconds,
  timezone: string,
): Result<EpochMilliseconds, string> {
  const at = from === undefined ? now : readMoment(from, timezone);
  return at === null ? fail(`--from: "${from}" is no time such as 2027-03-28T02:00`) : ok(at);
}

/** `--count`. */
export function readCount({ count }: PlanOptions, otherwise: number): Result<number, string> {
  if (count === undefined) return ok(otherwise);
  const read = /^\d{1,5}$/u.test(count) ? Number(count) : 0;
  return read >= 1 && read <= mostSlots
    ? ok(read)
    : fail(`--count: "${count}" is no whole number from 1 to ${mostSlots}`);
}

function planToJson(made: Plan): Json {
  return {
    cron: made.pattern,
    timezone: made.timezone,
    from: toIso(made.from),
    slots: made.slots.map((slot) => ({ at: toIso(slot.at), local: wallText(slot) })),
    warnings: made.effects.map(effectToJson),
  };
}
