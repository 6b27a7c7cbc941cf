import type { EpochMilliseconds } from "../base/time.ts";
import type { Config } from "../config/config.ts";
import type { Probe } from "../domain/probe.ts";
import { weigh } from "../domain/reading-weigh.ts";
import type { Reading, WeighedReading } from "../domain/reading.ts";
import { planLook, type LookFor } from "./look-request.ts";
import type { ProberEyes } from "./prober-eyes.ts";
import { redactReading } from "./redact-reading.ts";
import type { SecretSource } from "./secret-values.ts";

export interface LookWorld {
  readonly eyes: ProberEyes;
  readonly config: Config;
  readonly source: SecretSource;
  readonly uid: number;
  readonly now: () => EpochMilliseconds;
}

/** Looks once, as whom the monitor says, and weighs what was seen; no secret is in what comes of it. */
export async function lookFor(
  probe: Probe,
  sake: LookFor,
  { eyes, config, source, uid, now }: LookWorld,
): Promise<WeighedReading> {
  const planned = planLook(probe, sake, config, source, uid);
  if (!planned.ok) {
    const seen = { kind: "unknown", reason: planned.failure } as const;
    const reading: Reading = { at: now(), tookMs: 0, attempts: 1, seen };
    return { reading, weighed: weigh(probe, reading) };
  }
  const reading = await eyes.look(planned.value, config);
  const weighed = weigh(probe, reading, sake);
  return redactReading({ reading, weighed }, planned.value.secrets);
}
