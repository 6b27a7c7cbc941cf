import { exitCode } from "../../base/exit-code.ts";
import type { Json } from "../../base/json.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { toIso, type EpochMilliseconds } from "../../base/time.ts";
import { firstSlots } from "../../domain/cadence.ts";
import { complainOfCronCadence, readCron } from "../../domain/cron-compiled.ts";
import { zoneEffects } from "../../domain/cron-zone-effects.ts";
import { zoneOffset } from "../../domain/zone.ts";
import { readMoment } from "../moment.ts";
import { renderPlan, wallText, type Plan } from "../view/plan.ts";

/** The words of `luota plan --cron EXPR`, as they were typed. */
export interface PlanOptions {
  readonly cron?: string | undefined;
  readonly timezone?: string | undefined;
  /** Slots after this; ISO-8601, in the plan's zone where it names none. Now, unless said. */
  readonly from?: string | undefined;
  readonly count?: string | undefined;
  readonly json?: boolean | undefined;
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
  const from = options.from === undefined ? now : readMoment(options.from, timezone);
  if (from === null) return fail(`--from: "${options.from}" is no time such as 2027-03-28T02:00`);
  const count = /^\d{1,5}$/u.test(options.count ?? "10") ? Number(options.count ?? 10) : 0;
  if (count < 1 || count > mostSlots)
    return fail(`--count: "${options.count}" is no whole number from 1 to ${mostSlots}`);
  const moments = firstSlots({ kind: "cron", pattern, timezone }, from, count);
  const slots = moments.map((at) => ({ at, offsetMs: zoneOffset(at, timezone) }));
  const effects = zoneEffects(cron.value, from, moments.at(-1) ?? from);
  return ok({ pattern, timezone, from, slots, effects });
}

function planToJson(made: Plan): Json {
  return {
    cron: made.pattern,
    timezone: made.timezone,
    from: toIso(made.from),
    slots: made.slots.map((slot) => ({ at: toIso(slot.at), local: wallText(slot) })),
    warnings: made.effects.map((effect) => ({
      kind: effect.kind,
      at: toIso(effect.at),
      count: effect.count,
      firstLocal: bareWall(effect.firstWall),
      lastLocal: bareWall(effect.lastWall),
      slot: effect.kind === "shifted" ? toIso(effect.at) : null,
    })),
  };
}

/** A wall time that no clock shows, or that two instants share, has no offset. */
function bareWall(wall: EpochMilliseconds): string {
  return toIso(wall).slice(0, 19);
}
