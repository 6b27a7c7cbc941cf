import type { Launch } from "./launch.ts";

const forwarded: readonly NodeJS.Signals[] = [
  "SIGTERM",
  "SIGINT",
  "SIGHUP",
  "SIGQUIT",
  "SIGUSR1",
  "SIGUSR2",
];

/** What Node cannot listen to, or ignores already. */
const beyondListening: readonly string[] = ["SIGKILL", "SIGSTOP", "SIGPIPE", "SIGCHLD", "SIGURG"];

export interface SignalEar {
  /** Who hears from now on. Signals are delivered between turns of the loop, so none comes before. */
  readonly tell: (heard: (signal: NodeJS.Signals) => void) => void;
  /** The job is over and what is left is short: a signal no longer ends luota before its record is written. */
  readonly close: () => void;
}

/**
 * Listens to the signals that are meant for the job, from before the job is there: one that came in
 * between would end luota alone. Signals the caller ignores are ignored here too.
 */
export function listenForSignals(launch: Pick<Launch, "ignoredSignals">): SignalEar {
  const ignored = launch.ignoredSignals;
  const listened = forwarded.filter((name) => !ignored.includes(name));
  let heard: (signal: NodeJS.Signals) => void = ignore;
  const hear = (signal: NodeJS.Signals): void => {
    heard(signal);
  };
  // Listening to USR1 also keeps Node from opening its debugger; --disable-sigusr1 would block the signal.
  for (const name of listened) process.on(name, hear);
  // Node has set these back to their default, which would end luota where its caller said otherwise.
  for (const name of ignored) if (!beyondListening.includes(name)) process.on(name, ignore);
  return {
    tell: (told) => {
      heard = told;
    },
    close: () => {
      heard = ignore;
    },
  };
}

/** For jobs whose supervisor has signals of its own to mind. */
export const deafEar: SignalEar = { tell: ignore, close: ignore };

function ignore(): void {
  // A listener that does nothing is what keeps a signal from ending luota.
}
