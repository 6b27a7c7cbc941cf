import { sumLines, bundleSchema, digestOf, manifestFiles } from "./bundle.ts";
import { allNames, bundleNames, summedNames } from "./bundle-names.ts";
import { isObject } from "../domain/decode.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import type { Json } from "../base/json.ts";
import { isSignature } from "./dsse.ts";
import type { CheckFault, CheckFinding, Files } from "./verify-check.ts";
import type { PublicKey } from "./verify-key.ts";
import { readCanonical, readText } from "./verify-lines.ts";

export function checkSignature(files: Files, key: PublicKey): CheckFault | CheckFinding {
  const over = bundleNames.sums;
  const [sums, signature] = [files.get(over), files.get(bundleNames.signature)];
  if (sums === undefined || signature === undefined) return { kind: "bad-signature", over };
  return isSignature(sums, key.key, signature)
    ? { kind: "signed", over, by: key.fingerprint }
    : { kind: "bad-signature", over };
}

/** Every file that belongs to it is there, none besides, and each has the sum that was signed. */
export function checkSums(files: Files): CheckFault | CheckFinding {
  const missing = allNames.find((name) => !files.has(name));
  if (missing !== undefined) return { kind: "missing-file", file: missing };
  const extra = [...files.keys()].find((name) => !allNames.includes(name));
  if (extra !== undefined) return { kind: "extra-file", file: extra };
  const text = readText(files.get(bundleNames.sums)) ?? "";
  const told = new Map(
    text.split("\n").map((line) => [line.slice(66), line.slice(0, 64)] as const),
  );
  const changed = summedNames.find(
    (name) => told.get(name) !== digestOf(files.get(name) ?? new Uint8Array()),
  );
  if (changed !== undefined)
    return told.has(changed)
      ? { kind: "sum-mismatch", file: changed }
      : { kind: "sums-unreadable" };
  return text === sumLines(files)
    ? { kind: "summed", files: summedNames.length }
    : { kind: "sums-unreadable" };
}

/** The manifest says of the files and of the record what they say themselves. */
export function checkManifest(
  files: Files,
  record: Json,
  fingerprint: string,
): CheckFault | CheckFinding {
  const text = readText(files.get(bundleNames.manifest));
  const manifest = text?.endsWith("\n") === true ? readCanonical(text.slice(0, -1))?.value : null;
  if (!isObject(manifest)) return { kind: "not-canonical", file: bundleNames.manifest, line: null };
  if (!isObject(record)) return { kind: "not-a-record" };
  const { key: incident, revision, exported, chain } = record;
  const exportedAt = isObject(exported) ? (exported["at"] ?? null) : null;
  const expected: { readonly [key: string]: Json } = {
    ...{ schema: bundleSchema, incident: incident ?? null, revision: revision ?? null },
    ...{ exportedAt, chain: chain ?? null, key: fingerprint, files: manifestFiles(files) },
  };
  const names = new Set([...Object.keys(expected), ...Object.keys(manifest)]);
  const what = [...names].find((name) => !isSame(manifest[name], expected[name]));
  return what === undefined ? { kind: "listed" } : { kind: "manifest-differs", what };
}

function isSame(one: unknown, other: Json | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return canonicalJson(one as Json) === canonicalJson(other);
}
