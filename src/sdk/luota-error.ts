/**
 * What became of a record that did not simply go into the store. With `strict`, all but `spooled` is
 * thrown; else it goes to `onError` and the job goes on.
 */
export type LuotaErrorKind =
  /** The store could not be written now; the record waits in a file for the next luota. */
  | "spooled"
  /** Neither the store nor a file took it: `record` is all there is of it. */
  | "unkept"
  /** Nobody has started this run, as far as the store knows; what was told of it waits for its start. */
  | "unknown-run"
  /** The run has ended otherwise, and what is recorded of it stays. */
  | "already-ended"
  /** The run is not this caller's to end: another user's, another monitor's, or wrapped by luota run. */
  | "not-yours"
  /** An argument that can't be recorded, such as a monitor's name with a blank in it. */
  | "bad-argument"
  /** A bug of luota's. */
  | "broken";

/** Something about a record that its job should know of. */
export class LuotaError extends Error {
  override readonly name = "LuotaError";
  readonly kind: LuotaErrorKind;
  /** The file in which the record waits (`spooled`, `unknown-run`), else null. */
  readonly file: string | null;
  /** The record itself, as JSON, where nothing else kept it (`unkept`), else null. */
  readonly record: string | null;

  constructor(
    kind: LuotaErrorKind,
    message: string,
    detail: {
      readonly file?: string | null;
      readonly record?: string | null;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, detail.cause === undefined ? {} : { cause: detail.cause });
    this.kind = kind;
    this.file = detail.file ?? null;
    this.record = detail.record ?? null;
  }
}
