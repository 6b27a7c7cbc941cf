import type { Launch } from "./launch.ts";

/** What is given to spawn: a file, and the words from argv[0] on. */
export interface StartWords {
  readonly file: string;
  readonly words: readonly string[];
}

/**
 * The words that start a program the way the caller's shell would have: where Node has changed the file
 * limit or a signal's disposition, or a standard descriptor was closed, /bin/sh puts that right first.
 */
export function startWords(file: string, words: readonly string[], launch: Launch): StartWords {
  const line = restoringLine(launch);
  return line === "" ? { file, words } : throughShell(`${line}exec "$@"`, file, words);
}

/** As `startWords` for a line that /bin/sh runs. */
export function shellLine(line: string, launch: Launch): StartWords {
  return startWords("/bin/sh", ["/bin/sh", "-c", line], launch);
}

function restoringLine(launch: Launch): string {
  const { softFileLimit, ignoredSignals, closedDescriptors } = launch;
  const ignored = ignoredSignals.filter((name) => !unheeded.includes(name));
  return [
    softFileLimit === null ? "" : `ulimit -Sn ${softFileLimit};`,
    ignored.length === 0 ? "" : `trap "" ${ignored.map((name) => name.slice(3)).join(" ")};`,
    ...closedDescriptors.map((number) => `exec ${number}>&-;`),
  ].join("");
}

/** Signals a shell can't ignore for its child, or that Node never changes. */
const unheeded: readonly string[] = ["SIGKILL", "SIGSTOP"];

/** The shell searches PATH itself, so that argv[0] stays the word that was given. */
function throughShell(line: string, file: string, words: readonly string[]): StartWords {
  const [name = file, ...rest] = words;
  const program = name.includes("/") || !file.endsWith(`/${name}`) ? file : name;
  return { file: "/bin/sh", words: ["sh", "-c", line, "sh", program, ...rest] };
}
