import type { Milliseconds } from "../base/duration.ts";

/** Waits until all of them have ended, well or not, but not longer than that. */
export async function waitFor(
  patience: Milliseconds,
  all: Iterable<Promise<unknown>>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([Promise.allSettled(all), late]);
  clearTimeout(timer);
}
