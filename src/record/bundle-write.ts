import { basename } from "node:path";
import { ok, type Result } from "../base/result.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import { digestOf, makeBundle, type BundleContents } from "./bundle.ts";
import { bundleNames, type BundleFile } from "./bundle-names.ts";
import { compress, packTar } from "./bundle-pack.ts";
import { placeFile, placeFolder, type PlaceFailure } from "./bundle-place.ts";
import type { IncidentRecordDocument } from "./document.ts";

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

export type BundleWriteFailure = PlaceFailure;

/** Writes the signed bundle, whole or not at all. */
export async function writeBundle(
  contents: BundleContents,
  key: SigningKey,
  { path, overwrite }: BundlePlace,
): Promise<Result<WrittenBundle, BundleWriteFailure>> {
  const files = makeBundle(contents, key);
  const isArchive = /\.(?:tar\.gz|tgz)$/u.test(basename(path));
  const placed = isArchive
    ? placeFile(path, await archiveOf(contents.record, files), overwrite)
    : placeFolder(path, files, overwrite);
  if (!placed.ok) return placed;
  const digest = (name: string) =>
    digestOf(files.find((file) => file.name === name)?.bytes ?? new Uint8Array());
  return ok({
    ...{ path, form: isArchive ? "archive" : "folder", files: files.length },
    recordDigest: digest(bundleNames.record),
    sumsDigest: digest(bundleNames.sums),
  });
}

/** The bundle as one `.tar.gz`. */
export async function archiveOf(
  record: Pick<IncidentRecordDocument, "id">,
  files: readonly BundleFile[],
): Promise<Uint8Array> {
  return compress(await packTar(`luota-${record.id}`, files));
}
