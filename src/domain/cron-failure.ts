import type { CronFieldName } from "./cron-field.ts";

/** Where in the expression the trouble is, and what would be right there. */
interface CronTrouble {
  /** Column of the bad part, counted from 0. */
  readonly at: number;
  /** The bad part, as it was read. */
  readonly read: string;
  /** What may stand there. */
  readonly allowed: string;
  /** What to write in place of `read`, empty to leave it out; null where no guess is safe. */
  readonly suggestion: string | null;
}

interface FieldTrouble extends CronTrouble {
  readonly field: CronFieldName;
}

/** Why a text is no cron expression that can be relied on. */
export type CronFailure =
  | ({ readonly kind: "empty" } & CronTrouble)
  /** `@reboot` and other words with `@` that name no slots. */
  | ({ readonly kind: "nickname"; readonly reason: "reboot" | "every" | "unknown" } & CronTrouble)
  /** `CRON_TZ=Europe/Helsinki 0 2 * * *`: the zone has a key of its own. */
  | ({ readonly kind: "zone-prefix" } & CronTrouble)
  | ({ readonly kind: "too-few-fields"; readonly found: number } & CronTrouble)
  | ({ readonly kind: "too-many-fields"; readonly found: number } & CronTrouble)
  /** Two commas in a row, or one at an end. */
  | ({ readonly kind: "empty-item" } & FieldTrouble)
  | ({ readonly kind: "not-a-value" } & FieldTrouble)
  | ({ readonly kind: "out-of-range" } & FieldTrouble)
  /** Cron drops what follows and reads `cronReads`. */
  | ({ readonly kind: "trailing"; readonly cronReads: string } & FieldTrouble)
  /** `5/15`: a step needs a range to walk through. */
  | ({ readonly kind: "step-without-range" } & FieldTrouble)
  | ({ readonly kind: "bad-step" } & FieldTrouble)
  | ({ readonly kind: "zero-step" } & FieldTrouble)
  /** A step of 61 minutes: cron takes it, and reads the first value alone. */
  | ({ readonly kind: "step-too-large"; readonly cronReads: string } & FieldTrouble)
  /** `fri-mon`: cron takes it, and never runs it. */
  | ({ readonly kind: "backward-range" } & FieldTrouble)
  /** `0 0 31 2 *`: every part is right, and no day is both. */
  | ({ readonly kind: "never" } & CronTrouble);
