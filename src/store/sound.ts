import { ok, type Result } from "../base/result.ts";
import { verifyAudit, type AuditVerdict } from "./audit-verify.ts";
import type { StoreFailure } from "./failure.ts";
import { attempt, prepare, type Store } from "./store.ts";

export type Soundness =
  | { readonly kind: "sound"; readonly events: number; readonly head: ChainHead }
  /** SQLite finds fault with the file; its first word. */
  | { readonly kind: "damaged"; readonly detail: string }
  | { readonly kind: "chain-broken"; readonly verdict: AuditVerdict };

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** Checks every page of a store, and then its chain. */
export function checkSoundness(store: Store): Result<Soundness, StoreFailure> {
  const pages = attempt(store, () => prepare(store, "PRAGMA quick_check(1)").get() as [string]);
  if (!pages.ok) return pages;
  if (pages.value[0] !== "ok") return ok({ kind: "damaged", detail: pages.value[0] });
  const verdict = verifyAudit(store);
  if (!verdict.ok) return verdict;
  if (verdict.value.kind === "broken") return ok({ kind: "chain-broken", verdict: verdict.value });
  const { events, head } = verdict.value;
  return ok({ kind: "sound", events, head });
}
