import type { ExcerptLink } from "../domain/chain-excerpt.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import type { RecordAttempt, RecordNotice } from "./document-delivery.ts";

/**
 * One link per line, in order: `{"event":"…","hash":"…","seq":4}`. `event` is the very text that was
 * hashed, as a string, so that `jq -j .event | sha256sum` gives the hash; it names the hash of the
 * link before as `prev`. A link without `event` tells of something else.
 */
export function eventLines(links: readonly ExcerptLink[]): string {
  const lines = links.map(({ seq, hash, bytes }) =>
    canonicalJson(bytes === null ? { seq, hash } : { seq, hash, event: bytes }),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** Every attempt once, oldest first, with the notices that it carried: a message may carry several. */
export function attemptLines(notices: readonly RecordNotice[]): string {
  const lines = new Map<number, AttemptLine>();
  for (const notice of notices) {
    const { number, route, recipient } = notice;
    for (const attempt of notice.attempts) {
      const known = lines.get(attempt.id);
      const carried = [...(known?.notices ?? []), number].sort((one, other) => one - other);
      lines.set(attempt.id, { ...attempt, route, recipient, notices: carried });
    }
  }
  return [...lines.values()]
    .sort((one, other) => one.id - other.id)
    .map((line) => `${canonicalJson(line)}\n`)
    .join("");
}

type AttemptLine = RecordAttempt & {
  readonly route: string;
  readonly recipient: string | null;
  readonly notices: readonly number[];
};
