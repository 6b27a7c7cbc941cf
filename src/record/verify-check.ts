/** What is looked at, in this order: the first that is wrong is the first thing to name. */
export type CheckName =
  | "archive"
  | "signature"
  | "sums"
  | "manifest"
  | "record"
  | "chain"
  | "attempts"
  | "key"
  | "witness";

export type Check = { readonly name: CheckName } & (
  | { readonly state: "holds"; readonly found: CheckFinding }
  | { readonly state: "wrong"; readonly fault: CheckFault }
  | { readonly state: "unchecked"; readonly why: UncheckedReason }
);

/** What was found to hold, with what a person wants to know of it. */
export type CheckFinding =
  | { readonly kind: "packed"; readonly files: number }
  /** Every file holds, but the archive around them is not byte for byte as luota packs it. */
  | { readonly kind: "repacked"; readonly files: number }
  | { readonly kind: "signed"; readonly over: string; readonly by: string }
  | { readonly kind: "summed"; readonly files: number }
  | { readonly kind: "listed" }
  | { readonly kind: "recorded"; readonly id: string; readonly revision: number }
  | { readonly kind: "linked"; readonly events: number; readonly links: number }
  | { readonly kind: "receipts"; readonly attempts: number; readonly receipts: number }
  | { readonly kind: "asked-key"; readonly fingerprint: string }
  | { readonly kind: "witnessed"; readonly seq: number; readonly from: string };

export type CheckFault =
  | { readonly kind: "missing-file"; readonly file: string }
  | { readonly kind: "extra-file"; readonly file: string }
  | { readonly kind: "sum-mismatch"; readonly file: string }
  | { readonly kind: "sums-unreadable" }
  | { readonly kind: "no-public-key" }
  | { readonly kind: "bad-signature"; readonly over: string }
  | { readonly kind: "not-canonical"; readonly file: string; readonly line: number | null }
  | { readonly kind: "manifest-differs"; readonly what: string }
  | { readonly kind: "record-differs" }
  | { readonly kind: "not-a-record" }
  | { readonly kind: "event-changed"; readonly seq: number }
  | { readonly kind: "event-unreadable"; readonly line: number }
  | { readonly kind: "event-out-of-order"; readonly seq: number }
  /** It does not name the hash of the one before. */
  | { readonly kind: "event-unlinked"; readonly seq: number }
  | { readonly kind: "event-missing"; readonly seq: number }
  | { readonly kind: "change-missing"; readonly revision: number }
  /** The record and the excerpt name different hashes for one link. */
  | { readonly kind: "link-differs"; readonly seq: number }
  | { readonly kind: "attempt-differs"; readonly line: number }
  | { readonly kind: "attempt-missing"; readonly attempt: number; readonly seq: number }
  | { readonly kind: "receipt-changed"; readonly attempt: number; readonly seq: number }
  | { readonly kind: "other-key"; readonly found: string; readonly asked: string }
  | { readonly kind: "witness-differs"; readonly seq: number; readonly from: string };

export type UncheckedReason =
  /** Nobody said whose key it should be. */
  | { readonly kind: "key-not-asked"; readonly fingerprint: string }
  /** A signature alone, and no public key to check it with. */
  | { readonly kind: "no-key-given" }
  | { readonly kind: "witness-elsewhere"; readonly seq: number; readonly from: string }
  | { readonly kind: "witness-other-store"; readonly store: string; readonly from: string };

/** What a bundle has to say for itself: its files by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The first fault of a kind of check, or that it holds. */
export function concluded(name: CheckName, result: CheckFault | CheckFinding): Check {
  return isFinding(result)
    ? { name, state: "holds", found: result }
    : { name, state: "wrong", fault: result };
}

const findings: readonly string[] = [
  ...["packed", "repacked", "signed", "summed", "listed", "recorded", "linked", "receipts"],
  ...["asked-key", "witnessed"],
];

function isFinding(result: CheckFault | CheckFinding): result is CheckFinding {
  return findings.includes(result.kind);
}
