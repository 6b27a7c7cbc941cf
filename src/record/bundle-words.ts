import type { IncidentRecordDocument } from "./document.ts";

/** `VERIFY.md`: how to check the bundle with what every Debian has. Nothing in it comes from captured text. */
export function verifyWords(record: IncidentRecordDocument, fingerprint: string): string {
  const { chain, exported, revision } = record;
  const id = /^INC-\d+$/u.test(record.id) ? record.id : "the incident";
  return `# How to check this record

This is the record of ${id}, revision ${revision}, as luota exported it on ${exported.at.slice(0, 19)}Z.
You need no luota to check it: \`openssl\` (3.0 or later) and \`sha256sum\`, as Debian has them, are enough.
Unpack it first, and stay in its folder.

## 1. Is it whole, and as it was signed?

\`\`\`sh
openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig
sha256sum --strict -c SHA256SUMS
ls
\`\`\`

The first says \`Signature Verified Successfully\`, the second \`OK\` for each of nine files. \`ls\` shows
these nine, \`SHA256SUMS\` and \`SHA256SUMS.sig\`: eleven. Any other file is not part of the record.

## 2. Whose signature is it?

Anybody can make a key. Compare the fingerprint of this one

\`\`\`sh
openssl pkey -pubin -in public-key.pem -outform DER | sha256sum
\`\`\`

with the one that you got from the people who run this luota **in another way than this bundle** (they
see it with \`luota audit --key\`). Here it should be:

    ${fingerprint}

## 3. Is it the truth that was told at the time?

Whoever holds the key could have written another story later. What they can't change is what left
their host at the time: every alert names the number (\`seq\`) and the hash of the last event of their
audit chain. A mail has it in the header \`X-Luota-Audit\`, a webhook in \`data.audit\`, a Slack message in
its small print. Find that number in \`events.jsonl\`, and compare the hashes:

\`\`\`sh
grep -F '"seq":NUMBER}' events.jsonl
\`\`\`

An alert about this incident names a link that is in that file. The chain ended at event ${chain.seq} when this
was exported; its hash is

    ${chain.hash}

In \`events.jsonl\` each line is one link. A line with \`event\` concerns this incident: \`event\` is the
text that was hashed, and it names the hash of the link before as \`prev\`. Lines without it concern
other work and give the hash alone: that they follow each other is said by the signature, and shown by
whoever keeps the store. To check all hashes (with \`jq\`):

\`\`\`sh
jq -c 'select(.event)' events.jsonl | while IFS= read -r line; do
  hash=$(printf '%s' "$line" | jq -j .event | sha256sum | cut -d' ' -f1)
  [ "$hash" = "$(printf '%s' "$line" | jq -r .hash)" ] || echo "changed: $line"
done
\`\`\`

## With luota

\`\`\`sh
luota verify . --key ${fingerprint} --witness alert.eml
\`\`\`

does all of this, and compares each receipt with its digest in the chain. It needs no store.

## What the files are

| file | what it holds |
|---|---|
| \`record.json\` | the record, as canonical JSON (RFC 8785) |
| \`record.md\`, \`record.html\` | the same for people |
| \`record.dsse.json\` | the record and its signature in one file (DSSE, \`application/vnd.luota.record+json\`) |
| \`events.jsonl\` | the links of the audit chain |
| \`attempts.jsonl\` | every attempt to tell somebody, with the provider's own answer |
| \`manifest.json\`, \`SHA256SUMS\` | sizes and SHA-256 sums |
| \`SHA256SUMS.sig\` | the Ed25519 signature over \`SHA256SUMS\` |
| \`public-key.pem\` | the key to check it with |
`;
}
