import { findRun } from "../../store/run-find.ts";
import { openStore } from "../../store/open.ts";
import { closeStore } from "../../store/store.ts";
import { quote } from "../complain/quote.ts";
import type { Io } from "../io.ts";

/**
 * The id that a person or a script named by its first characters. Where the store can't be read now the
 * word stands as it is; null after it was said that no run, or more than one, begins so.
 */
export function wholeId(word: string, storePath: string, io: Io): string | null {
  const opened = openStore({ path: storePath, mode: "wrapper", now: io.now(), busyTimeoutMs: 250 });
  if (!opened.ok) return word;
  try {
    const found = findRun(opened.value, word);
    if (!found.ok || found.value.kind === "none") return word;
    if (found.value.kind === "found") return found.value.run.start.id;
    io.terminal.err(
      `luota: ${quote(word)} is the beginning of several runs (${found.value.ids.join(", ")}): give more of it`,
    );
    return null;
  } finally {
    closeStore(opened.value);
  }
}
