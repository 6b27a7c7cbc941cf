/** A message that was owed, with every try to deliver it. */
export type RecordNotice = {
  readonly number: number;
  readonly kind: string;
  readonly route: string;
  readonly recipient: string | null;
  /** `waiting`, `delivered`, `unknown`, `refused`, `given-up` or `cancelled`. */
  readonly state: string;
  /** The revision of the incident that it tells of. */
  readonly revision: number;
  readonly createdAt: string;
  readonly dueAt: string;
  /** A silence holds it back until then. */
  readonly heldUntil: string | null;
  /** Oldest first. */
  readonly attempts: readonly RecordAttempt[];
};

export type RecordAttempt = {
  readonly id: number;
  /** The message, which may carry several notices; the same in every attempt. */
  readonly message: number;
  readonly number: number;
  /** `begun` without an end: whoever tried it died; nobody knows. */
  readonly state: string;
  readonly begunAt: string;
  readonly endedAt: string | null;
  readonly tookMs: number | null;
  readonly reason: string | null;
  /** The provider's own answer, word for word, redacted. */
  readonly receipt: {
    readonly text: string;
    readonly status: number | null;
    readonly reference: string | null;
  } | null;
  /** The link of the audit chain that the message named: whoever got it is a witness. */
  readonly witness: { readonly seq: number; readonly hash: string } | null;
};

export type RecordAcknowledgement = {
  readonly at: string;
  readonly by: string;
  readonly note: string | null;
  /** Where the name was only typed behind a link: how it came. */
  readonly claimed: string | null;
};

/** A reminder or an escalation that was owed. */
export type RecordTold = {
  readonly at: string;
  readonly route: string;
  readonly recipient: string | null;
  readonly state: string;
};

/** Null where it did not happen (yet). The milliseconds count from `deadlineAt`. */
export type DeliveryFigures = {
  /** When the promise broke: the end of the grace, the bad end. */
  readonly deadlineAt: string;
  readonly noticedAt: string;
  readonly noticedAfterMs: number;
  readonly firstAttemptAt: string | null;
  readonly firstAttemptAfterMs: number | null;
  readonly firstReceiptAt: string | null;
  readonly firstReceiptAfterMs: number | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedAfterMs: number | null;
  readonly resolvedAt: string | null;
  readonly resolvedAfterMs: number | null;
  readonly notices: number;
  readonly attempts: number;
  readonly delivered: number;
};
