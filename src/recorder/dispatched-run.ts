import type { Environment } from "../process/launch.ts";
import type { DispatchedRun } from "./recorded-run.ts";

/** Tells `luota run` that a watcher sent it; the job never sees it. */
const variable = "LUOTA_DISPATCH";

/** The environment of a `luota run` that is sent for a slot. */
export function withDispatched(env: Environment, dispatch: DispatchedRun): Environment {
  return { ...env, [variable]: JSON.stringify(dispatch) };
}

/** Takes a watcher's word out of the environment; null: no watcher sent this process. */
export function readDispatched(env: Environment): {
  readonly dispatch: DispatchedRun | null;
  readonly env: Environment;
} {
  const text = env[variable];
  if (text === undefined) return { dispatch: null, env };
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => name !== variable));
  return { dispatch: parse(text), env: rest };
}

/** Somebody else's variable of this name says nothing. */
function parse(text: string): DispatchedRun | null {
  try {
    const { id, slot, through, jobUid, secretNames, redact } = JSON.parse(
      text,
    ) as Partial<DispatchedRun>;
    if (typeof id !== "string" || !isTexts(through)) return null;
    if (slot !== null && !isInteger(slot)) return null;
    if ((jobUid !== null && !isInteger(jobUid)) || !isTexts(secretNames)) return null;
    if (!isTexts(redact)) return null;
    // A pattern that is none throws here, where it makes the whole word void.
    for (const pattern of redact) new RegExp(pattern, "gu");
    return { id, slot, through, jobUid, secretNames, redact };
  } catch {
    return null;
  }
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
