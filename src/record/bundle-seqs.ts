import type { IncidentRecordDocument } from "./document.ts";

/**
 * The events of the chain that a record rests on (`told`: their bytes belong to it), and those that its
 * messages and its end name (`named`: the hash is enough).
 */
export function namedSeqs(record: IncidentRecordDocument): {
  readonly told: readonly number[];
  readonly named: readonly number[];
  readonly until: number;
} {
  const told = [
    ...record.runs.map((run) => run.seq),
    ...record.timeline.map((entry) => entry.source.seq),
  ];
  const attempts = record.notices.flatMap((notice) => notice.attempts);
  const named = attempts.map((each) => each.witness?.seq ?? null);
  const present = (seqs: readonly (number | null)[]) => [
    ...new Set(seqs.filter((seq) => seq !== null)),
  ];
  return { told: present(told), named: present(named), until: record.chain.seq };
}
