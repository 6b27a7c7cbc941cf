import { formatDuration } from "../../base/duration.ts";
import type { EpochMilliseconds } from "../../base/time.ts";
import type { Health } from "../../store/overview-row.ts";

/** That alerts do not get out, and where to look; null where none waits for too long. */
export function deliveryIsStuck(
  { undelivered: { count, since } }: Health,
  now: EpochMilliseconds,
): string | null {
  if (count === 0 || since === null) return null;
  const [notices, them] =
    count === 1 ? ["1 notice", "it tells"] : [`${count} notices`, "they tell"];
  const wait = formatDuration(Math.max(0, now - since));
  return `COULD NOT DELIVER ${notices}, due for ${wait}: nobody heard of what ${them}\nwhy, by route:  luota routes`;
}
