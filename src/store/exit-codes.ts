import { isObject } from "../domain/decode.ts";
import type { ExitCodes } from "../domain/monitor.ts";
import { plainExitCodes } from "../domain/outcome.ts";
import type { Ending } from "../domain/run.ts";
import { findMonitorNumber } from "./monitor-write.ts";
import { prepare, type Store } from "./store.ts";

/** How the exit codes of a monitor are read now, for one of its runs that ends now. */
export function readExitCodes(store: Store, monitor: string, ending: Ending): ExitCodes {
  if (ending.kind !== "exited") return plainExitCodes;
  const number = findMonitorNumber(store, monitor);
  if (number === null) return plainExitCodes;
  const select = prepare(store, "SELECT exit_codes FROM monitors WHERE number = ?");
  const [text] = (select.get(number) as [string | null] | undefined) ?? [null];
  return text === null ? plainExitCodes : parse(text);
}

/** As they are kept; null for those of most tools. */
export function exitCodesText(codes: ExitCodes): string | null {
  const { ok, warn, skip } = codes;
  const text = JSON.stringify({ ok, warn, skip });
  return text === JSON.stringify(plainExitCodes) ? null : text;
}

function parse(text: string): ExitCodes {
  try {
    const value: unknown = JSON.parse(text);
    if (!isObject(value)) return plainExitCodes;
    return { ok: codes(value["ok"]), warn: codes(value["warn"]), skip: codes(value["skip"]) };
  } catch {
    return plainExitCodes;
  }
}

function codes(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "number") : [];
}
