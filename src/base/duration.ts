import { fail, ok, type Result } from "./result.ts";

/** A length of time in whole milliseconds. */
export type Milliseconds = number;

export interface DurationFailure {
  readonly kind: "bad-duration";
  readonly text: string;
}

const unitMilliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const units = ["d", "h", "m", "s", "ms"] as const;

/** The longest duration taken: 10 years. Beyond it a typo is likelier than a wish. */
const longest = 3_653 * unitMilliseconds.d;

/** Reads `500ms`, `90s`, `3m`, `1h30m`, `7d`: units from large to small, each at most once. */
export function parseDuration(text: string): Result<Milliseconds, DurationFailure> {
  const match = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/u.exec(
    text.trim(),
  );
  if (match === null || text.trim() === "") return fail({ kind: "bad-duration", text });
  const total = units.reduce(
    (sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unitMilliseconds[unit],
    0,
  );
  return total <= longest ? ok(total) : fail({ kind: "bad-duration", text });
}

/** Writes a duration with its two largest units: `42ms`, `1.4s`, `3m 20s`, `2h`, `7d 3h`. */
export function formatDuration(duration: Milliseconds): string {
  const length = Math.max(0, Math.round(duration));
  if (length < unitMilliseconds.s) return `${length}ms`;
  if (length < 9_950) return `${String(Math.round(length / 100) / 10)}s`;
  const seconds = Math.round(length / unitMilliseconds.s) * unitMilliseconds.s;
  const first = units.findIndex((unit) => seconds >= unitMilliseconds[unit]);
  const large = units[first] ?? "s";
  const small = units[first + 1];
  const whole = Math.floor(seconds / unitMilliseconds[large]);
  if (small === undefined || small === "ms") return `${whole}${large}`;
  const rest = Math.floor((seconds % unitMilliseconds[large]) / unitMilliseconds[small]);
  return rest === 0 ? `${whole}${large}` : `${whole}${large} ${rest}${small}`;
}
