import type { Launch } from "./launch.ts";

type Forwarded = "SIGTERM" | "SIGINT" | "SIGHUP" | "SIGQUIT" | "SIGUSR1" | "SIGUSR2";

const forwarded: readonly Forwarded[] = [
  "SIGTERM",
  "SIGINT",
  "SIGHUP",
  "SIGQUIT",
  "SIGUSR1",
  "SIGUSR2",
];

/** What Node cannot listen to, or ignores already. */
const beyondListening: readonly string[] = ["SIGKILL", "SIGSTOP", "SIGPIPE", "SIGCHLD", "SIGURG"];

/** Listens to the signals that are meant for the job. Signals the caller ignores are ignored here too. */
export function listenForSignals(
  launch: Pick<Launch, "ignoredSignals">,
  heard: (signal: Forwarded) => void,
): { stop: () => void } {
  const ignored = launch.ignoredSignals;
  const listened = forwarded.filter((name) => !ignored.includes(name));
  for (const name of listened) process.on(name, heard);
  // Node has set these back to their default, which would end luota where its caller said otherwise.
  for (const name of ignored) if (!beyondListening.includes(name)) process.on(name, ignore);
  return {
    stop: () => {
      for (const name of listened) process.off(name, heard);
    },
  };
}

function ignore(): void {
  // Its caller ignores this signal, and so does luota.
}
