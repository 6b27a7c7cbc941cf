import { signalNumbers } from "./signal-numbers.ts";
import { tickMs, type CpuTime } from "./usage.ts";

/** What the launcher noted before Node started: Node resets signals, raises the file limit and marks descriptors to be closed. */
export interface Launch {
  /** Descriptors of 3 and up that the caller handed down, for the job. */
  readonly inheritedDescriptors: readonly number[];
  /** Those of 0, 1 and 2 that the caller had closed (Node opens /dev/null in their place). */
  readonly closedDescriptors: readonly number[];
  /** `SIGHUP`, `SIGINT`, …: what the caller ignored stays ignored in the job. */
  readonly ignoredSignals: readonly NodeJS.Signals[];
  /** The caller's soft limit of open files as `ulimit -Sn` takes it; null: not known, leave it. */
  readonly softFileLimit: string | null;
  /** Whether the process has a controlling terminal; null: to be found out. */
  readonly hasTerminal: boolean | null;
  /** CPU of what the launcher itself had to run, in ms; null: to be found out. */
  readonly cpuBefore: CpuTime | null;
  /** Read ends of pipes that the launcher made; to be verified before use. */
  readonly pipeDescriptors: readonly number[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const noLaunch: Launch = {
  inheritedDescriptors: [],
  closedDescriptors: [],
  ignoredSignals: [],
  softFileLimit: null,
  hasTerminal: null,
  cpuBefore: null,
  pipeDescriptors: [],
};

const noteName = "LUOTA_LAUNCH";
const keptPrefix = "LUOTA_KEPT_";

/**
 * Reads the launcher's note from the environment and takes it out; settings for Node that the launcher
 * kept from luota (NODE_OPTIONS and the like) are given back. Without a launcher: nothing is known.
 */
export function readLaunch(env: Environment): { launch: Launch; env: Environment } {
  const own: Record<string, string | undefined> = { ...env };
  const note = own[noteName];
  if (note === undefined) return { launch: noLaunch, env: own };
  for (const name of Object.keys(own)) {
    if (name === noteName) Reflect.deleteProperty(own, name);
    if (!name.startsWith(keptPrefix)) continue;
    own[name.slice(keptPrefix.length)] = own[name];
    Reflect.deleteProperty(own, name);
  }
  return { launch: readNote(note), env: own };
}

/** `1|<held>|<closed>|<ignored mask>|<soft limit>|<terminal, user and system CPU ticks>|<pipes>`, lists separated by spaces. */
function readNote(note: string): Launch {
  const [version, held, closed, ignored, limit, stat, pipes] = note.split("|");
  if (version !== "1") return noLaunch;
  const [terminal, user, system] = readNumbers(stat);
  return {
    inheritedDescriptors: readNumbers(held),
    closedDescriptors: readNumbers(closed),
    ignoredSignals: readMask(Number(ignored)),
    softFileLimit: /^(?:\d+|unlimited)$/u.test(limit ?? "") ? (limit ?? null) : null,
    hasTerminal: terminal === undefined ? null : terminal !== 0,
    cpuBefore:
      user === undefined || system === undefined
        ? null
        : { user: user * tickMs, system: system * tickMs },
    pipeDescriptors: readNumbers(pipes),
  };
}

function readNumbers(list: string | undefined): number[] {
  return (list ?? "").split(" ").filter(Boolean).map(Number).filter(Number.isSafeInteger);
}

function readMask(mask: number): NodeJS.Signals[] {
  if (!(mask > 0)) return [];
  const names = new Map<number, NodeJS.Signals>();
  for (const [name, number] of Object.entries(signalNumbers())) {
    const isIgnored = number < 32 && Math.floor(mask / 2 ** (number - 1)) % 2 === 1;
    // Some numbers have a second, older name.
    if (isIgnored && !names.has(number)) names.set(number, name as NodeJS.Signals);
  }
  return [...names.values()];
}
