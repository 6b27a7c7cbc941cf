import type { EpochMilliseconds } from "../base/time.ts";
import type { Heard } from "./heard.ts";
import { endCause, type Work } from "./judge-work.ts";
import { countBad, countGood, takeBackBad } from "./judge-outcome.ts";
import type { ProvingRun, StepProof } from "./monitor-state.ts";

/** So much evidence is kept for runs of which nothing else was heard. */
const mostStray = 100;

type Proof = Heard & { readonly kind: "proof" };

/**
 * Evidence counts for its run whether that still goes, has ended, or was called proven or not; of two
 * about one step the later one, whichever is heard first.
 */
export function hearProof(work: Work, proof: Proof): void {
  const { state } = work;
  const { run } = proof;
  if (!proves(work, proof)) return;
  const running = state.running.find((each) => each.run === run);
  if (running !== undefined) {
    const grown = { ...running, proofs: withProof(running.proofs, proof) };
    state.running = state.running.map((each) => (each === running ? grown : each));
    return;
  }
  const proving = state.proving.find((each) => each.run === run);
  if (proving !== undefined) {
    state.proving = state.proving.filter((each) => each !== proving);
    settleProof(work, grow(proving, proof), proof.at, { slot: null, drifted: false });
  } else if (state.unproven?.run === run) proveLate(work, grow(state.unproven, proof), proof.at);
  else if (state.proven?.run === run) refuteLate(work, grow(state.proven, proof), proof.at);
  else keepStray(work, proof);
}

/**
 * A run that has ended well: proven, or to be waited for, or unproven at `at`. One that drifted breaks the
 * promise only if it is proven by its end: what is not proven is the graver news.
 */
export function settleProof(
  work: Work,
  proving: ProvingRun,
  at: EpochMilliseconds,
  { slot, drifted }: { readonly slot: EpochMilliseconds | null; readonly drifted: boolean },
): void {
  const { run, endedAt, outcome } = proving;
  const missing = missingOf(work, proving);
  if (missing.length === 0) {
    work.state.proven = proving;
    if (drifted) countBad(work, "drift", run, at, { outcome, slot });
    else countGood(work, run, Math.max(at, endedAt), { warned: outcome === "warned" });
    return;
  }
  const dueAt = Math.min(...missing.map((name) => endedAt + withinOf(work, name)));
  const waiting = { ...proving, dueAt };
  const broken = missing.filter(
    (name) => isRefuted(proving, name) || endedAt + withinOf(work, name) <= at,
  );
  if (broken.length === 0) {
    work.state.proving = [...work.state.proving, waiting];
    return;
  }
  work.state.unproven = waiting;
  // What still has time is not missing yet.
  countBad(work, "unproven", run, at, { outcome: "unproven", missing: broken, slot });
}

/** What was heard of a run's steps before the run itself. */
export function takeStray(work: Work, run: string): readonly StepProof[] {
  const found = work.state.stray.filter((proof) => proof.run === run);
  if (found.length > 0) work.state.stray = work.state.stray.filter((proof) => proof.run !== run);
  return found.map(({ step, good, at }) => ({ step, good, at }));
}

function keepStray(work: Work, { run, step, good, at }: Proof): void {
  const others = work.state.stray.filter((proof) => proof.run !== run);
  const known = work.state.stray.filter((proof) => proof.run === run);
  const grown = withProof(known, { step, good, at }).map((proof) => ({ ...proof, run }));
  work.state.stray = [...others, ...grown].slice(-mostStray);
}

/** Evidence for a run that was called unproven: when nothing is missing any more, it was healthy. */
function proveLate(work: Work, proving: ProvingRun, at: EpochMilliseconds): void {
  const whole = missingOf(work, proving).length === 0;
  work.state.unproven = whole ? null : proving;
  if (!whole) return;
  work.state.proven = proving;
  takeBackBad(work, proving.run);
  const by = { kind: "late-proof", run: proving.run } as const;
  if (work.state.badInRow === 0) endCause(work, "unproven", at, by);
  countGood(work, proving.run, at, { warned: proving.outcome === "warned", by });
}

/** A step that was proven turns out to have failed: a mail that was accepted comes back. */
function refuteLate(work: Work, proving: ProvingRun, at: EpochMilliseconds): void {
  const missing = missingOf(work, proving);
  work.state.proven = missing.length === 0 ? proving : null;
  if (missing.length === 0) return;
  work.state.unproven = proving;
  const { lastGood } = work.state;
  const wasGood = lastGood?.run === proving.run;
  // It was no good run after all; which one was before it is not known any more.
  if (wasGood) work.state.lastGood = null;
  // News from before its last proof breaks what that proof had healed.
  const since = wasGood ? Math.max(at, lastGood.at + 1) : at;
  countBad(work, "unproven", proving.run, since, { outcome: "unproven", missing });
}

/** Only what comes the way that proves the step: a claim is no proof of what luota is to look at. */
function proves(work: Work, { step, source }: Proof): boolean {
  const asked = work.facts.watched.steps.find((each) => each.name === step);
  return asked !== undefined && asked.source === source;
}

/** A step that nobody asks for any more is not missing. */
function missingOf(work: Work, proving: ProvingRun): readonly string[] {
  const asked = work.facts.watched.steps.map((step) => step.name);
  const open = proving.owes.filter((name) => asked.includes(name));
  return open.filter((name) => proofOf(proving, name)?.good !== true);
}

function grow(proving: ProvingRun, proof: Proof): ProvingRun {
  return { ...proving, proofs: withProof(proving.proofs, proof) };
}

function withProof(
  proofs: readonly StepProof[],
  { step, good, at }: StepProof,
): readonly StepProof[] {
  const known = proofs.find((each) => each.step === step);
  if (known !== undefined && known.at > at) return proofs;
  return [...proofs.filter((each) => each !== known), { step, good, at }];
}

function isRefuted(proving: ProvingRun, name: string): boolean {
  return proofOf(proving, name)?.good === false;
}

function proofOf({ proofs }: Pick<ProvingRun, "proofs">, name: string): StepProof | null {
  return proofs.find((each) => each.step === name) ?? null;
}

function withinOf(work: Work, name: string): number {
  return work.facts.watched.steps.find((step) => step.name === name)?.withinMs ?? 0;
}
