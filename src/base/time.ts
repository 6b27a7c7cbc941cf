/** An instant: milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMilliseconds = number;

/** The outside form of an instant: ISO-8601, UTC, with milliseconds. */
export function toIso(at: EpochMilliseconds): string {
  return new Date(at).toISOString();
}

export function toIsoOrNull(at: EpochMilliseconds | null): string | null {
  return at === null ? null : toIso(at);
}
