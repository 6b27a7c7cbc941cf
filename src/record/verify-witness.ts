import type { CheckedLink } from "./verify-chain.ts";
import type { Check } from "./verify-check.ts";

/** What an alert says of the chain: a link by its number, and how its hash begins. */
export interface WitnessWord {
  readonly seq: number;
  /** Hex, at least 12 digits; Slack and Discord show only the beginning. */
  readonly hash: string;
}

export interface WitnessPaper {
  readonly words: readonly WitnessWord[];
  /** The store whose alert it is; null where it does not say. */
  readonly store: string | null;
}

/** Reads what an alert says of the chain out of a mail, a webhook's body or a Slack message, as saved. */
export function readWitness(text: string): WitnessPaper {
  const plain = softened(text);
  const words = forms.flatMap((form) =>
    [...plain.matchAll(form)].flatMap(({ groups }) => {
      const [seq, hash] = [Number(groups?.["seq"]), groups?.["hash"]?.toLowerCase() ?? ""];
      return Number.isSafeInteger(seq) && seq > 0 ? [{ seq, hash }] : [];
    }),
  );
  const distinct = new Map(words.map((word) => [`${word.seq} ${word.hash}`, word] as const));
  const key =
    /\b([0-9a-f]{32})\/INC-\d+/u.exec(plain) ?? /"store":\s*"([0-9a-f]{32})"/u.exec(plain);
  return { words: [...distinct.values()], store: key?.[1] ?? null };
}

const forms: readonly RegExp[] = [
  // The header of a mail.
  /^X-Luota-Audit:\s*(?<seq>\d{1,15})\s+sha256:(?<hash>[0-9a-f]{64})\b/gimu,
  // The foot of a mail, Discord, and PagerDuty's details.
  /\baudit"?:?\s*"?(?<seq>\d{1,15}) (?<hash>[0-9a-f]{16,64})\b/giu,
  // Slack's small print.
  /\bseq (?<seq>\d{1,15}) · (?<hash>[0-9a-f]{12,64})/giu,
  // A webhook's body, in either order.
  /"audit":\s*\{\s*"seq":\s*(?<seq>\d{1,15}),\s*"hash":\s*"(?<hash>[0-9a-f]{64})"/gu,
  /"audit":\s*\{\s*"hash":\s*"(?<hash>[0-9a-f]{64})",\s*"seq":\s*(?<seq>\d{1,15})/gu,
];

/** Folded headers, soft line breaks of quoted-printable, and escapes of JSON undone where they matter. */
function softened(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll("=\n", "")
    .replaceAll(/\n[ \t]+(?=\S)/gu, " ")
    .replaceAll(/\\u00b7/giu, "·")
    .replaceAll("=C2=B7", "·")
    .replaceAll(/\\(["/])/gu, "$1");
}

/** Compares each word of a paper with the links that a bundle holds. */
export function checkWitness(
  links: readonly CheckedLink[],
  store: string | null,
  paper: WitnessPaper,
  from: string,
): readonly Check[] {
  if (paper.store !== null && store !== null && paper.store !== store) {
    const why = { kind: "witness-other-store", store: paper.store, from } as const;
    return [{ name: "witness", state: "unchecked", why }];
  }
  const hashes = new Map(links.map((link) => [link.seq, link.hash]));
  return paper.words.map(({ seq, hash }): Check => {
    const known = hashes.get(seq);
    if (known === undefined)
      return { name: "witness", state: "unchecked", why: { kind: "witness-elsewhere", seq, from } };
    return known.startsWith(hash)
      ? { name: "witness", state: "holds", found: { kind: "witnessed", seq, from } }
      : { name: "witness", state: "wrong", fault: { kind: "witness-differs", seq, from } };
  });
}
