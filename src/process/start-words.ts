import type { Environment, Launch } from "./launch.ts";
import { assignRaw, rawLineOf, rawWordsOf } from "./raw-text.ts";

/** What is given to spawn: a file, and the words from argv[0] on. */
export interface StartWords {
  readonly file: string;
  readonly words: readonly string[];
}

/**
 * The words that start a program the way the caller's shell would have: where Node has changed the file
 * limit or a signal's disposition, where a standard descriptor was closed, or bytes are no UTF-8,
 * /bin/sh puts that right first.
 */
export function startWords(
  file: string,
  words: readonly string[],
  launch: Launch,
  env: Environment,
): StartWords {
  const raw = rawWordsOf(words);
  const rawWords = (raw ?? []).map((word) => `${assignRaw(word)}set -- "$@" "$w";`).join("");
  const line = restoringLine(launch, env) + rawWords;
  if (line === "") return { file, words };
  // The shell searches PATH itself, so that argv[0] stays the word that was given.
  const [name = file, ...rest] = words;
  const program = name.includes("/") || !file.endsWith(`/${name}`) ? file : name;
  const given = raw === null ? [program, ...rest] : [];
  const shellEnv = shellChanges(env);
  return {
    file: "/bin/sh",
    words: ["sh", "-c", `${line}${shellEnv.line}`, "sh", ...shellEnv.pairs, ...given],
  };
}

/** As `startWords` for a line that /bin/sh runs. */
export function shellLine(line: string, launch: Launch, env: Environment): StartWords {
  const raw = rawLineOf(line);
  if (raw === null) return startWords("/bin/sh", ["/bin/sh", "-c", line], launch, env);
  const start = `${restoringLine(launch, env)}${assignRaw(raw)}exec /bin/sh -c "$w"`;
  return { file: "/bin/sh", words: ["sh", "-c", start] };
}

function restoringLine(launch: Launch, env: Environment): string {
  const { softFileLimit, ignoredSignals, closedDescriptors } = launch;
  const ignored = ignoredSignals.filter((name) => !unheeded.includes(name));
  return [
    softFileLimit === null ? "" : `ulimit -Sn ${softFileLimit};`,
    ignored.length === 0 ? "" : `trap "" ${ignored.map((name) => name.slice(3)).join(" ")};`,
    ...closedDescriptors.map((number) => `exec ${number}>&-;`),
    ...[...launch.rawValues].map(([name, raw]) =>
      shellName.test(name) && env[name] === raw.toString()
        ? `${assignRaw(raw)}export ${name}="$w";`
        : "",
    ),
  ].join("");
}

/** Signals a shell can't ignore for its child, or that Node never changes. */
const unheeded: readonly string[] = ["SIGKILL", "SIGSTOP"];

const shellName = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/** What a shell in between would do to the environment, undone: odd names it drops, PWD and SHLVL it adds. */
function shellChanges(env: Environment): { line: string; pairs: readonly string[] } {
  const added = ["PWD", "SHLVL"].filter((name) => env[name] === undefined).join(" ");
  const unset = added === "" ? "" : `unset ${added};`;
  const pairs = Object.entries(env)
    .filter(([name, value]) => value !== undefined && !shellName.test(name))
    .map(([name, value]) => `${name}=${value ?? ""}`);
  return { line: `${unset}exec ${pairs.length === 0 ? "" : "/usr/bin/env "}"$@"`, pairs };
}
