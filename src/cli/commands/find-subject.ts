import { exitCode } from "../../base/exit-code.ts";
import type { Run } from "../../domain/run.ts";
import type { MonitorSummary } from "../../domain/summary.ts";
import { readMonitorNames, readMonitorSummaries } from "../../store/monitors-read.ts";
import { findRun, readRun } from "../../store/run-find.ts";
import type { Store } from "../../store/store.ts";
import { quote } from "../complain/quote.ts";
import { describeUnknown } from "../complain/unknown.ts";
import type { Io } from "../io.ts";
import { readOr } from "./with-store.ts";

/** What a person means by NAME|RUN. */
export type Subject =
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "monitor"; readonly monitor: MonitorSummary; readonly lastRun: Run | null };

/** Runs `use` on what the word names: a monitor of exactly that name, else a run's id or its beginning. */
export function findSubject(
  store: Store | null,
  word: string,
  io: Io,
  use: (subject: Subject) => number,
): number {
  if (store === null) return unknown(word, [], io);
  const question = { history: 20, monitor: word };
  return readOr(readMonitorSummaries(store, question), io, ([monitor]) => {
    if (monitor !== undefined) return useMonitor(store, monitor, io, use);
    return readOr(findRun(store, word), io, (found) => {
      switch (found.kind) {
        case "found":
          return use({ kind: "run", run: found.run });
        case "ambiguous":
          io.terminal.err(
            `luota: ${quote(word)} is the beginning of several runs: ${found.ids.join(", ")}`,
          );
          return exitCode.usage;
        case "none":
          return readOr(readMonitorNames(store), io, (names) => unknown(word, names, io));
      }
    });
  });
}

function useMonitor(
  store: Store,
  monitor: MonitorSummary,
  io: Io,
  use: (subject: Subject) => number,
): number {
  const { lastRun } = monitor;
  if (lastRun === null) return use({ kind: "monitor", monitor, lastRun: null });
  return readOr(readRun(store, lastRun.start.id), io, (whole) =>
    use({ kind: "monitor", monitor, lastRun: whole }),
  );
}

function unknown(word: string, names: readonly string[], io: Io): number {
  io.terminal.err(`luota: ${describeUnknown(word, names)}`);
  return exitCode.usage;
}
