import { unreachable } from "../../base/unreachable.ts";
import type { HostileReason } from "../../record/bundle-unpack.ts";
import type { OpenFailure } from "../../record/bundle-open.ts";
import type { CheckFault, CheckFinding, UncheckedReason } from "../../record/verify-check.ts";
import { quotePath } from "./quote.ts";

/** Why nothing could be verified. */
export function describeOpenFailure(failure: OpenFailure, path: string): string {
  const named = quotePath("path" in failure ? failure.path : path);
  switch (failure.kind) {
    case "unreadable":
      return failure.code === "ENOENT"
        ? `there is no ${named}`
        : `${named} can't be read (${failure.code})`;
    case "too-large":
      return `${named} is larger than any record: it was not read`;
    case "no-file":
      return `${named} is no plain file: it was not read`;
    case "unknown-form":
      return `${named} is no signed record: name a bundle (.tar.gz or its folder) or a record.dsse.json`;
    case "damaged":
      return `${named} is not whole: it can't be unpacked (${failure.detail})`;
    case "bomb":
      return `${named} unpacks to far more than any record: it was refused`;
    case "hostile":
      return `${named} was refused: ${quotePath(failure.entry)} in it ${hostileWords(failure.why)}`;
    default:
      return unreachable(failure);
  }
}

function hostileWords(why: HostileReason): string {
  switch (why) {
    case "path":
      return "leads out of the folder of a record";
    case "link":
      return "is a link";
    case "special":
      return "is no plain file";
    case "duplicate":
      return "is there twice";
    case "too-many":
      return "is one file too many";
    default:
      return unreachable(why);
  }
}

/** What is wrong, as the end of a sentence. */
export function describeFault(fault: CheckFault): string {
  switch (fault.kind) {
    case "missing-file":
      return `${quotePath(fault.file)} is missing`;
    case "extra-file":
      return `${quotePath(fault.file)} was added: it is no part of the record`;
    case "sum-mismatch":
      return `${quotePath(fault.file)} is not as it was signed`;
    case "sums-unreadable":
      return "SHA256SUMS is not as luota writes it";
    case "no-public-key":
      return "public-key.pem is missing, or no Ed25519 public key";
    case "bad-signature":
      return `the signature over ${quotePath(fault.over)} does not fit it`;
    case "not-canonical":
      return `${quotePath(fault.file)} is not as luota writes it${fault.line === null ? "" : ` (line ${fault.line})`}`;
    case "manifest-differs":
      return `manifest.json says another ${quotePath(fault.what)} than there is`;
    case "record-differs":
      return "record.dsse.json signs another record than record.json";
    case "not-a-record":
      return "it is no record of an incident";
    case "event-changed":
      return `event ${fault.seq} was changed after it was written`;
    case "event-unreadable":
      return `line ${fault.line} of events.jsonl is no event`;
    case "event-out-of-order":
      return `event ${fault.seq} does not stand in its place`;
    case "event-unlinked":
      return `event ${fault.seq} does not name the event before it`;
    case "event-missing":
      return `event ${fault.seq}, which the record names, is missing`;
    case "change-missing":
      return `no event tells of revision ${fault.revision} of the incident`;
    case "link-differs":
      return `the record names another hash of event ${fault.seq}`;
    case "attempt-differs":
      return `line ${fault.line} of attempts.jsonl is not what the record tells`;
    case "attempt-missing":
      return `attempt ${fault.attempt}, of which event ${fault.seq} tells, is missing`;
    case "receipt-changed":
      return `the receipt of attempt ${fault.attempt} is not the one of which event ${fault.seq} tells`;
    case "other-key":
      return `it is signed with another key: ${fault.found}, not ${fault.asked}`;
    case "witness-differs":
      return `${quotePath(fault.from)} saw another event ${fault.seq}: the story was rewritten after that alert had left`;
    default:
      return unreachable(fault);
  }
}

export function describeFinding(found: CheckFinding): string {
  switch (found.kind) {
    case "packed":
      return `${found.files} files, packed as luota packs them`;
    case "repacked":
      return `${found.files} files; somebody else packed them, which changes nothing in them`;
    case "signed":
      return `over ${found.over}, with the key ${found.by}`;
    case "summed":
      return `${found.files} files are as they were signed, and there are no others`;
    case "listed":
      return "it says what is there";
    case "recorded":
      return `${found.id}, revision ${found.revision}`;
    case "linked":
      return `${found.events} events fit their hashes, in their places among ${found.links} links`;
    case "receipts":
      return `${found.attempts} attempts; ${found.receipts} receipts are those of which the chain tells`;
    case "asked-key":
      return "it is the key that was asked for";
    case "witnessed":
      return `${quotePath(found.from)} saw the same event ${found.seq}`;
    default:
      return unreachable(found);
  }
}

export function describeUnchecked(why: UncheckedReason): string {
  switch (why.kind) {
    case "key-not-asked":
      return "whose key it is: anybody can make one; name the one you expect with --key";
    case "no-key-given":
      return "who signed it: name the public key with --key public-key.pem";
    case "witness-elsewhere":
      return `${quotePath(why.from)} names event ${why.seq}, which is not in here: whoever keeps the store can look (luota audit --verify --witness)`;
    case "witness-other-store":
      return `${quotePath(why.from)} is from another store (${why.store})`;
    default:
      return unreachable(why);
  }
}
