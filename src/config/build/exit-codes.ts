import type { ExitCodes } from "../../domain/monitor.ts";
import type { Complain } from "../entry.ts";
import type { RawMonitor } from "../shape/monitor.ts";
import { listOf } from "../shape/section.ts";
import { conflict } from "./conflict.ts";

type RawExitCodes = RawMonitor["exitCodes"];

/** 0 is well where nothing else is said of it. */
export function buildExitCodes(raw: RawExitCodes): ExitCodes {
  const warn = listOf(raw?.warn);
  const skip = listOf(raw?.skip);
  const quiet = [0].filter((code) => !warn.includes(code) && !skip.includes(code));
  return { ok: raw?.ok === undefined ? quiet : listOf(raw.ok), warn, skip };
}

/** Complains of a code that is to mean two things. */
export function checkExitCodes(raw: RawExitCodes, complain: Complain): void {
  const meanings = new Map<number, string>();
  for (const meaning of ["ok", "warn", "skip"] as const) {
    for (const code of listOf(raw?.[meaning])) {
      const other = meanings.get(code);
      meanings.set(code, meaning);
      if (other === undefined) continue;
      const problem =
        other === meaning
          ? ({ kind: "duplicate", noun: "exit code", read: String(code), first: null } as const)
          : conflict([other, meaning], `${code} can mean only one of them`, "keep it in one list");
      complain(["exitCodes", meaning], "key", problem);
    }
  }
}
