import { bundleNames } from "./bundle-names.ts";
import type { IncidentRecordDocument } from "./document.ts";
import { checkAttempts } from "./verify-attempts.ts";
import { checkChain, readChain, type CheckedLink } from "./verify-chain.ts";
import { concluded, type Check, type Files } from "./verify-check.ts";
import { isFramed } from "./verify-frame.ts";
import { checkKey, readPublicKey, type AskedKey } from "./verify-key.ts";
import { readText } from "./verify-lines.ts";
import { aboutRecord, checkRecord, readRecord } from "./verify-record.ts";
import { checkManifest, checkSignature, checkSums } from "./verify-sums.ts";

export interface Verified {
  /** In order; the first that is wrong is the first thing to name. */
  readonly checks: readonly Check[];
  /** What a witness can be compared with; empty where the chain could not be read. */
  readonly links: readonly CheckedLink[];
  /** The id of the store whose chain it is; null where nothing readable says so. */
  readonly store: string | null;
}

/** Looks at everything in a bundle that can be checked without the store that it came from. */
export function verifyBundle(files: Files, asked: AskedKey): Verified {
  const key = readPublicKey(readText(files.get(bundleNames.publicKey)) ?? "");
  const sums = concluded("sums", checkSums(files));
  if (key === null) {
    const signature: Check = concluded("signature", { kind: "no-public-key" });
    return { checks: [signature, sums], links: [], store: null };
  }
  const signed = [concluded("signature", checkSignature(files, key)), sums];
  const found = readRecord(files.get(bundleNames.record));
  const record = concluded("record", checkRecord(files, key));
  const whose = checkKey(key, asked);
  if (found === null || aboutRecord(found.value).kind !== "recorded")
    return { checks: [...signed, record, whose], links: [], store: null };
  const manifest = concluded("manifest", checkManifest(files, found.value, key.fingerprint));
  const document = found.value;
  if (!isFramed(document)) {
    const frame = concluded("record", { kind: "not-a-record" });
    return { checks: [...signed, manifest, frame, whose], links: [], store: null };
  }
  const rest = restOf(files, document);
  return { ...rest, checks: [...signed, manifest, record, ...rest.checks, whose] };
}

function restOf(files: Files, document: IncidentRecordDocument): Verified {
  const { store } = document.chain;
  const chain = readChain(files.get(bundleNames.events), store);
  if (!("links" in chain)) return { checks: [concluded("chain", chain)], links: [], store };
  const { links } = chain;
  const attempts = checkAttempts(files.get(bundleNames.attempts), document, links);
  const checks = [concluded("chain", checkChain(links, document)), concluded("attempts", attempts)];
  return { checks, links, store };
}
