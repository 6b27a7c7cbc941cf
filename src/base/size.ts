import { fail, ok, type Result } from "./result.ts";

export interface SizeFailure {
  readonly kind: "bad-size";
  readonly text: string;
}

const unitBytes: Readonly<Record<string, number>> = {
  "": 1,
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** Reads `4096`, `64KiB`, `1GiB`, `10MB` as a number of bytes. */
export function parseSize(text: string): Result<number, SizeFailure> {
  const match = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/u.exec(text.trim());
  const unit = match === null ? undefined : unitBytes[match[2] ?? ""];
  if (match === null || unit === undefined) return fail({ kind: "bad-size", text });
  const bytes = Math.round(Number(match[1]) * unit);
  return Number.isSafeInteger(bytes) ? ok(bytes) : fail({ kind: "bad-size", text });
}

const steps = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** Writes bytes for a person: `812 B`, `64 KiB`, `1.2 GiB`. */
export function formatSize(bytes: number): string {
  let step = Math.min(steps.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  // What rounds to 1024 of one step is 1 of the next.
  if (step < steps.length - 1 && Math.round(bytes / 2 ** (10 * step)) >= 1_024) step += 1;
  const amount = bytes / 2 ** (10 * step);
  const digits = step > 0 && amount < 10 ? 1 : 0;
  return `${String(Number(amount.toFixed(digits)))} ${steps[step] ?? "B"}`;
}
