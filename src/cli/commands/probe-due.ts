import { exitCode } from "../../base/exit-code.ts";
import { probeDue } from "../../daemon/prober.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { openStore } from "../../store/open.ts";
import { closeStore } from "../../store/store.ts";
import { describeStoreFailure } from "../complain/store.ts";
import type { Io } from "../io.ts";

/** How long others who write are waited for. */
const patienceMs = 10_000;

export interface ProbeDueOptions {
  readonly store: string;
  /** The process that sent this one; once it has gone, nothing new is waited for. */
  readonly sentBy: string;
}

/** For the watcher alone, which lets another process look: see daemon/probing.ts. */
export async function probeDueLooks(
  { store: path, sentBy }: ProbeDueOptions,
  io: Io,
): Promise<number> {
  const opened = openStore({ path, mode: "command", now: io.now(), busyTimeoutMs: patienceMs });
  if (!opened.ok) {
    io.terminal.err(`luota: ${describeStoreFailure(opened.failure)}`);
    return exitCode.store;
  }
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      stop.abort();
    });
  const probed = await probeDue(opened.value, {
    environment: io.environment,
    now: io.now,
    probeAsWords: [process.execPath, process.argv[1] ?? "", "probe-as"],
    uid: io.uid,
    host: hostName(),
    isWanted: () => process.ppid === Number(sentBy),
    stop: stop.signal,
  });
  closeStore(opened.value);
  if (probed.ok) return exitCode.done;
  io.terminal.err(`luota: ${describeStoreFailure(probed.failure)}`);
  return exitCode.store;
}
