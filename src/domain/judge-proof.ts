import type { EpochMilliseconds } from "../base/time.ts";
import type { Heard } from "./heard.ts";
import { endCause, type Work } from "./judge-work.ts";
import { countBad, countGood, takeBackBad } from "./judge-outcome.ts";
import type { ProvingRun } from "./monitor-state.ts";

/** So much evidence is kept for runs of which nothing else was heard. */
const mostStray = 16;

type Proof = Heard & { readonly kind: "proof" };

/** Evidence counts for its run whether that still goes, has ended, or was called unproven. */
export function hearProof(work: Work, proof: Proof): void {
  const { state } = work;
  const { run, step, at, good } = proof;
  const running = state.running.find((each) => each.run === run);
  if (running !== undefined) {
    const grown = good
      ? { ...running, proven: add(running.proven, step), refuted: drop(running.refuted, step) }
      : { ...running, proven: drop(running.proven, step), refuted: add(running.refuted, step) };
    state.running = state.running.map((each) => (each === running ? grown : each));
    return;
  }
  const proving = state.proving.find((each) => each.run === run);
  if (proving !== undefined) {
    state.proving = state.proving.filter((each) => each !== proving);
    settleProof(work, withProof(proving, proof), at, null);
    return;
  }
  if (state.unproven?.run === run) proveLate(work, withProof(state.unproven, proof), at);
  else if (state.lastGood?.run !== run)
    state.stray = [...state.stray, { run, step, good }].slice(-mostStray);
}

/** A run that has ended well: proven, or to be waited for, or unproven at `at`. */
export function settleProof(
  work: Work,
  proving: ProvingRun,
  at: EpochMilliseconds,
  slot: EpochMilliseconds | null,
): void {
  const { run, endedAt, outcome, missing, refuted } = proving;
  if (missing.length === 0) {
    countGood(work, run, Math.max(at, endedAt), { warned: outcome === "warned" });
    return;
  }
  const dueAt = Math.min(...missing.map((name) => endedAt + withinOf(work, name)));
  const waiting = { ...proving, dueAt };
  const isRefuted = missing.some((name) => refuted.includes(name));
  if (!isRefuted && dueAt > at) {
    work.state.proving = [...work.state.proving, waiting];
    return;
  }
  work.state.unproven = waiting;
  countBad(work, "unproven", run, at, { outcome: "unproven", missing, slot });
}

/** Evidence for a run that was called unproven: when nothing is missing any more, it was healthy. */
function proveLate(work: Work, proving: ProvingRun, at: EpochMilliseconds): void {
  const whole = proving.missing.length === 0;
  work.state.unproven = whole ? null : proving;
  if (!whole) return;
  takeBackBad(work, proving.run);
  const by = { kind: "late-proof", run: proving.run } as const;
  if (work.state.badInRow === 0) endCause(work, "unproven", at, by);
  countGood(work, proving.run, at, { warned: proving.outcome === "warned", by });
}

function withProof(proving: ProvingRun, { step, good }: Proof): ProvingRun {
  return good
    ? { ...proving, missing: drop(proving.missing, step), refuted: drop(proving.refuted, step) }
    : { ...proving, missing: add(proving.missing, step), refuted: add(proving.refuted, step) };
}

function withinOf(work: Work, name: string): number {
  return work.facts.watched.steps.find((step) => step.name === name)?.withinMs ?? 0;
}

function add(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names : [...names, name];
}

function drop(names: readonly string[], name: string): readonly string[] {
  return names.includes(name) ? names.filter((each) => each !== name) : names;
}
