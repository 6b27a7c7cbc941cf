import { formatDuration } from "../base/duration.ts";
import { formatSize } from "../base/size.ts";

/** Whether a number measures something; an id that is a number does not. */
export function isMeasure(name: string): boolean {
  return !identifiers.includes(lastWord(name));
}

/** A change of less than this is none, however many times it is. */
export function trifleOf(name: string): number {
  if (name === "duration") return 1_000;
  return isSize(name) ? 1_024 : 0;
}

/** A value as a person reads it: `1.2 GiB`, `4m 12s`, `48210`. */
export function numberWords(name: string, value: number): string {
  if (name === "duration") return formatDuration(Math.max(0, Math.round(value)));
  if (isSize(name) && value >= 0) return formatSize(Math.round(value));
  return String(Math.round(value * 100) / 100);
}

function isSize(name: string): boolean {
  return ["stdout", "stderr", "bytes", "size"].includes(lastWord(name));
}

const identifiers = ["id", "pid", "uid", "gid", "port", "version", "timestamp", "epoch"];

/** Of `created.invoiceId`: `id`. */
function lastWord(name: string): string {
  return /(?:^|[._-])?([A-Z]?[a-z]+|[A-Z]+)$/u.exec(name)?.[1]?.toLowerCase() ?? "";
}
