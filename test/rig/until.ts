import { setTimeout as pause } from "node:timers/promises";

/** Waits for a state, not for a time: asks until the answer is neither null, undefined nor false. */
export async function until<Value>(
  what: string,
  look: () => Promise<Value> | Value,
  withinMs = 15_000,
): Promise<Exclude<Value, null | undefined | false>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== undefined && seen !== false) {
      return seen as Exclude<Value, null | undefined | false>;
    }
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await pause(20);
  }
}
