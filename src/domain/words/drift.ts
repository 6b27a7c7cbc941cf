import type { Drift } from "../drift.ts";
import type { Rhythm } from "../drift-baseline.ts";
import { numberWords } from "../drift-number.ts";

/** `dumped.bytes 1.2 GiB, usually 6.1 GiB (-80 %; median of 30 healthy runs before)`. */
export function driftWords(drift: Drift): string {
  const { name, value, usual, runs, rhythm } = drift;
  const [now, then] = [numberWords(name, value), numberWords(name, usual)];
  const said = name === "duration" ? `took ${now}` : `${name} ${now}`;
  const times = timesWords(value, usual);
  const by = `median of ${runs} ${byWords[rhythm]}`;
  return `${said}, usually ${then} (${times === null ? by : `${times}; ${by}`})`;
}

const byWords: Readonly<Record<Rhythm, string>> = {
  recent: "healthy runs before",
  daily: "healthy runs at this hour",
  weekly: "healthy runs at this hour of the week",
  monthly: "healthy runs on this day of the month",
};

/** `10x` for more, `-80 %` for less. */
function timesWords(value: number, usual: number): string | null {
  if (usual <= 0 || value < 0) return null;
  const ratio = value / usual;
  if (ratio >= 1) return `${ratio >= 10 ? Math.round(ratio) : Math.round(ratio * 10) / 10}x`;
  return `-${Math.round((1 - ratio) * 100)} %`;
}
