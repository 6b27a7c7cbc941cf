import type { EpochMilliseconds } from "../base/time.ts";
import type { Kept } from "../recorder/notebook.ts";
import { storePlace } from "../recorder/store-place.ts";
import { redact } from "../text/redact.ts";
import { secretsFrom, secretsFromEnvironment, type Secrets } from "../text/secrets.ts";
import { keptError } from "./kept-error.ts";
import { openKeeper, type Keeper } from "./keeper.ts";
import { LuotaError } from "./luota-error.ts";
import type { LuotaOptions } from "./options.ts";

/** What everything that is recorded by one `Luota` shares. */
export interface Desk {
  readonly uid: number;
  /** Null where the working directory is gone. */
  readonly cwd: string | null;
  readonly now: () => EpochMilliseconds;
  readonly keeper: () => Keeper;
  readonly secrets: () => Secrets;
  /** Says what became of a record that is not where it belongs; throws it where that is wanted. */
  readonly tell: (kept: Kept | LuotaError) => void;
  /** Does it, and gives `otherwise` where it fails; throws only where that is wanted. */
  readonly guard: <Value>(otherwise: Value, work: () => Promise<Value>) => Promise<Value>;
  readonly close: () => void;
}

export function openDesk(options: LuotaOptions): Desk {
  const isStrict = options.strict === true;
  const uid = process.getuid?.() ?? 0;
  const cwd = currentFolder();
  const warned = new Set<string>();
  let keeper: Keeper | null = null;

  function warn(error: LuotaError): void {
    if (warned.has(error.kind)) return;
    warned.add(error.kind);
    process.emitWarning(`${error.message}${error.record === null ? "" : `: ${error.record}`}`, {
      type: "LuotaWarning",
      code: error.kind,
    });
  }

  /** Whoever hears of it may fail too, which is no reason to fail the job. */
  function inform(error: LuotaError): void {
    try {
      if (options.onError === undefined) warn(error);
      else options.onError(error);
    } catch {
      warn(error);
    }
  }

  function tell(said: Kept | LuotaError): void {
    const error = said instanceof LuotaError ? said : keptError(said);
    if (error === null) return;
    if (isStrict && error.kind !== "spooled") throw error;
    inform(error);
  }

  return {
    uid,
    cwd,
    now: () => Date.now(),
    keeper: () => {
      keeper ??= openKeeper({ storePath: placeOf(options, uid, cwd), uid, now: () => Date.now() });
      return keeper;
    },
    secrets: () => secretsOf(options.redact ?? []),
    tell,
    guard: async (otherwise, work) => {
      try {
        return await work();
      } catch (error) {
        if (isStrict) throw error;
        inform(error instanceof LuotaError ? error : brokenError(error));
        return otherwise;
      }
    },
    close: () => {
      keeper?.close();
      keeper = null;
    },
  };
}

function placeOf({ store }: LuotaOptions, uid: number, cwd: string | null): string {
  const named: unknown = store ?? null;
  if (named !== null && typeof named !== "string")
    throw new LuotaError("bad-argument", "store is the path of a file");
  return storePlace({ option: named, environment: process.env, uid, cwd: cwd ?? "/" });
}

/** Read anew each time: programs load secrets into their environment while they run. */
function secretsOf(more: readonly (string | RegExp)[]): Secrets {
  const environment = secretsFromEnvironment(process.env);
  const values = more.filter((each) => typeof each === "string");
  const patterns = more.filter((each) => each instanceof RegExp);
  const given = secretsFrom(values, patterns);
  const needles = [...environment.needles, ...given.needles];
  needles.sort((left, right) => right.length - left.length);
  return { needles, patterns: given.patterns };
}

function brokenError(error: unknown): LuotaError {
  const message = redact(String(error), secretsFromEnvironment(process.env));
  return new LuotaError("broken", `not recorded, which is a bug of luota: ${message}`, {
    cause: error,
  });
}

function currentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}
