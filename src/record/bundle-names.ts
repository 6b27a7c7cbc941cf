/** The files of a bundle. Every one is there, and no other. */
export const bundleNames = {
  record: "record.json",
  markdown: "record.md",
  html: "record.html",
  envelope: "record.dsse.json",
  events: "events.jsonl",
  attempts: "attempts.jsonl",
  manifest: "manifest.json",
  publicKey: "public-key.pem",
  words: "VERIFY.md",
  sums: "SHA256SUMS",
  signature: "SHA256SUMS.sig",
} as const;

/** One file; its name is a mere name. */
export interface BundleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Whose sums are told in `manifest.json`: everything that was there before it. */
export const manifestedNames: readonly string[] = [
  bundleNames.words,
  bundleNames.attempts,
  bundleNames.events,
  bundleNames.publicKey,
  bundleNames.envelope,
  bundleNames.html,
  bundleNames.record,
  bundleNames.markdown,
];

/** Whose sums are in `SHA256SUMS`, and thus signed: everything but it and its own signature. */
export const summedNames: readonly string[] = [...manifestedNames, bundleNames.manifest].sort();

export const allNames: readonly string[] = Object.values(bundleNames).sort();
