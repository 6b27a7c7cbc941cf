/** What `nextSlots` throws for a cadence that is invalid or can never match. */
export class CadenceError extends Error {
  override readonly name = "CadenceError";
  /**
   * What is wrong, in one word: `out-of-range`, `backward-range`, `never`, `unknown-zone`,
   * `bad-interval` …, or `misused` where the argument has the wrong shape.
   */
  readonly kind: string;
  /** The part that is wrong, as it was read. */
  readonly read: string;
  /** Column of that part in the cron expression, counted from 0; null where there is none. */
  readonly column: number | null;
  /** What to write in its place, empty to leave it out; null where no guess is safe. */
  readonly suggestion: string | null;

  constructor(
    message: string,
    detail: {
      readonly kind: string;
      readonly read: string;
      readonly column?: number | undefined;
      readonly suggestion?: string | null | undefined;
    },
  ) {
    super(message);
    this.kind = detail.kind;
    this.read = detail.read;
    this.column = detail.column ?? null;
    this.suggestion = detail.suggestion ?? null;
  }
}
