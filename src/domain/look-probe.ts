import type { Monitor } from "./monitor.ts";
import type { Probe } from "./probe.ts";

/** What is looked at: by whose rules, and for the sake of which step of a run, if for any. */
export interface LookSubject {
  readonly purpose: "freshness" | "verify" | "artifact";
  /** The name of the step; empty for freshness. */
  readonly subject: string;
}

/** The probe that a look means; null where the config asks for it no more. */
export function probeOfLook(
  { freshness, evidence }: Pick<Monitor, "freshness" | "evidence">,
  { purpose, subject }: LookSubject,
): Probe | null {
  if (purpose === "freshness") return freshness?.probe ?? null;
  const proof = evidence.find(({ name }) => name === subject)?.proof;
  return proof?.kind === "probe" ? proof.probe : null;
}
