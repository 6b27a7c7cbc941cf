import { createPrivateKey, hash, sign } from "node:crypto";
import type { Json } from "../base/json.ts";
import type { ExcerptLink } from "../domain/chain-excerpt.ts";
import type { SigningKey } from "../domain/signing-key.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { attemptLines, eventLines } from "./bundle-lines.ts";
import { bundleNames, manifestedNames, summedNames, type BundleFile } from "./bundle-names.ts";
import { verifyWords } from "./bundle-words.ts";
import type { IncidentRecordDocument } from "./document.ts";
import { recordBytes, signRecord } from "./sign-record.ts";

/** What a manifest calls its form. */
export const bundleSchema = "luota.bundle/1";

/** All that goes into a bundle. */
export interface BundleContents {
  readonly record: IncidentRecordDocument;
  readonly markdown: string;
  readonly html: string;
  /** From `readChainExcerpt` of the store, in order. */
  readonly links: readonly ExcerptLink[];
}

/** All files of the bundle, by name. The same contents and key give the same bytes, always. */
export function makeBundle(contents: BundleContents, key: SigningKey): readonly BundleFile[] {
  const { record, markdown, html, links } = contents;
  const files = new Map<string, Uint8Array>([
    [bundleNames.record, recordBytes(record)],
    [bundleNames.markdown, utf8(markdown)],
    [bundleNames.html, utf8(html)],
    [bundleNames.envelope, utf8(signRecord(record, key))],
    [bundleNames.events, utf8(eventLines(links))],
    [bundleNames.attempts, utf8(attemptLines(record.notices))],
    [bundleNames.publicKey, utf8(key.publicPem)],
    [bundleNames.words, utf8(verifyWords(record, key.fingerprint))],
  ]);
  const about = {
    ...{ schema: bundleSchema, incident: record.key, revision: record.revision },
    ...{ exportedAt: record.exported.at, chain: { ...record.chain }, key: key.fingerprint },
  };
  files.set(bundleNames.manifest, manifestBytes(about, files));
  const sums = utf8(sumLines(files));
  files.set(bundleNames.sums, sums);
  files.set(bundleNames.signature, sign(null, sums, createPrivateKey(key.privatePem)));
  return [...files].map(([name, bytes]) => ({ name, bytes })).sort(byName);
}

export function digestOf(bytes: Uint8Array): string {
  return hash("sha256", bytes);
}

/** As `manifest.json` has them. */
export function manifestFiles(files: ReadonlyMap<string, Uint8Array>): Json {
  return manifestedNames.map((name) => {
    const bytes = bytesOf(files, name);
    return { name, bytes: bytes.length, sha256: digestOf(bytes) };
  });
}

/** As `sha256sum` writes and checks them. */
export function sumLines(files: ReadonlyMap<string, Uint8Array>): string {
  return summedNames.map((name) => `${digestOf(bytesOf(files, name))}  ${name}\n`).join("");
}

function manifestBytes(
  about: { readonly [key: string]: Json },
  files: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  return utf8(`${canonicalJson({ ...about, files: manifestFiles(files) })}\n`);
}

function bytesOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  return files.get(name) ?? new Uint8Array();
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function byName(one: BundleFile, other: BundleFile): number {
  return one.name < other.name ? -1 : 1;
}
