import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { Clock } from "./clock.ts";
import type { Pump } from "./pump.ts";

/** A pass comes by once a minute, and the next one finds what this one leaves. */
const wholeMs: Milliseconds = 40_000;

/** What is due a little later is waited for, such as the first retry. */
const lookAhead: Milliseconds = 6_000;

/** Delivers what is due, and then stops: nothing stays under a lease. */
export async function pumpForAWhile(pump: Pump, clock: Clock): Promise<Result<void, StoreFailure>> {
  const until = clock.monotonic() + wholeMs;
  pump.ask();
  try {
    for (;;) {
      const turned = await pump.turn();
      if (!turned.ok) return turned;
      const left = until - clock.monotonic();
      const nextAt = pump.nextAt();
      const next = nextAt === null ? Infinity : Math.max(0, nextAt - clock.wall());
      const idle = pump.onWire() === 0;
      if (left <= 0 || (idle && next > Math.min(lookAhead, left))) return ok(undefined);
      await wait(pump, Math.min(left, next));
    }
  } finally {
    await pump.drain(0);
  }
}

async function wait(pump: Pump, longest: Milliseconds): Promise<void> {
  if (pump.onWire() > 0) await pump.settled(longest);
  else await new Promise((resolve) => setTimeout(resolve, longest));
}
