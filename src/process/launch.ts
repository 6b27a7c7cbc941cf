import { garbled, readEntries } from "./raw-text.ts";
import { signalsOfMask } from "./signal-numbers.ts";
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
  /** Values that are not UTF-8, as bytes: Node's own strings can't hold them. */
  readonly rawValues: ReadonlyMap<string, Buffer>;
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
  rawValues: new Map(),
  pipeDescriptors: [],
};

const noteName = "LUOTA_LAUNCH";
/** The launcher's own; the caller's, if any, is kept under the prefix. */
const ownSetting = "NODE_COMPILE_CACHE";
const keptPrefix = "LUOTA_KEPT_";

/**
 * Reads the launcher's note from the environment and takes it out, and gives back the environment that
 * the caller meant for the job: settings for Node that the launcher kept from luota, names that the
 * launcher's shell would have dropped. Without a launcher: nothing is known.
 */
export function readLaunch(given: Environment): { launch: Launch; env: Environment } {
  const note = given[noteName];
  const launch = note === undefined ? noLaunch : readNote(note);
  const whole = readNumbers(note?.split("|")[7])[0];
  const entries = whole === undefined ? null : readEntries(whole);
  if (entries !== null) return { ...separateRaw(launch, entries) };
  const env = note === undefined ? { ...given } : withoutNote(given);
  const isWhole = Object.values(env).every((value) => value?.includes(garbled) !== true);
  if (isWhole) return { launch, env };
  const own = readEntries("/proc/self/environ") ?? [];
  return { launch: separateRaw(launch, own).launch, env };
}

function withoutNote(given: Environment): Environment {
  const env: Record<string, string | undefined> = {};
  for (const name of Object.keys(given)) {
    if (name === noteName || name === ownSetting) continue;
    env[name.startsWith(keptPrefix) ? name.slice(keptPrefix.length) : name] = given[name];
  }
  return env;
}

function separateRaw(
  launch: Launch,
  entries: readonly Buffer[],
): { launch: Launch; env: Environment } {
  const env: Record<string, string> = {};
  const rawValues = new Map<string, Buffer>();
  for (const entry of entries) {
    const at = entry.indexOf("=", 1);
    if (at < 0) continue;
    const name = entry.toString("utf8", 0, at);
    const value = entry.toString("utf8", at + 1);
    env[name] = value;
    if (value.includes(garbled)) rawValues.set(name, entry.subarray(at + 1));
  }
  return { launch: { ...launch, rawValues }, env };
}

/** `1|<held>|<closed>|<ignored mask>|<soft limit>|<terminal, user and system CPU ticks>|<pipes>|<environment>`, lists separated by spaces. */
function readNote(note: string): Launch {
  const [version, held, closed, ignored, limit, stat, pipes] = note.split("|");
  if (version !== "1") return noLaunch;
  const [terminal, user, system] = readNumbers(stat);
  return {
    ...noLaunch,
    inheritedDescriptors: readNumbers(held),
    closedDescriptors: readNumbers(closed),
    ignoredSignals: signalsOfMask(Number(ignored)),
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
