import { parseMonitorName } from "../domain/monitor-name.ts";
import { runLimits } from "../domain/run-limits.ts";
import { cutText } from "../text/cut-text.ts";
import { redact } from "../text/redact.ts";
import type { Secrets } from "../text/secrets.ts";
import { LuotaError } from "./luota-error.ts";
import { plainJson } from "./plain-json.ts";

// Callers in plain JavaScript pass anything, so nothing here trusts a declared type.

export function monitorOf(name: unknown): string {
  const parsed = typeof name === "string" ? parseMonitorName(name) : null;
  if (parsed?.ok === true) return parsed.value;
  const read = typeof name === "string" ? JSON.stringify(name.slice(0, 200)) : typeof name;
  throw new LuotaError(
    "bad-argument",
    `monitor is a name of letters, digits, ".", "_", "-" and "/", at most 128, not ${read}`,
  );
}

export function runIdOf(id: unknown): string {
  if (typeof id === "string" && /^[0-9a-hjkmnp-tv-z]{16}$/u.test(id)) return id;
  const read = typeof id === "string" ? JSON.stringify(id.slice(0, 200)) : typeof id;
  throw new LuotaError(
    "bad-argument",
    `a run is named by the id that runs.start gave, not ${read}`,
  );
}

/** A text, redacted and cut; null where there is none. */
export function textOf(
  value: unknown,
  secrets: Secrets,
  longest: number = runLimits.line,
): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === "string" ? value : JSON.stringify(plainJson(value));
  return cutText(redact(text, secrets), longest);
}

/** Plain words for a label or an id that somebody made of a number. */
export function wordOf(value: unknown): string | null {
  if (typeof value === "string" && value !== "") return value;
  return typeof value === "number" || typeof value === "bigint" ? String(value) : null;
}

/** Epoch milliseconds. */
export function instantOf(value: unknown): number | null | "unreadable" {
  if (value === undefined || value === null) return null;
  const at = value instanceof Date || typeof value === "number" ? Number(value) : parseDate(value);
  return Number.isSafeInteger(at) && at >= 0 ? at : "unreadable";
}

function parseDate(value: unknown): number {
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}

export function tagsOf(tags: unknown): Record<string, string> {
  if (typeof tags !== "object" || tags === null) return {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => {
      const word = typeof value === "boolean" ? String(value) : wordOf(value);
      return word === null ? [] : [[key, word]];
    }),
  );
}
