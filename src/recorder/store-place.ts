import { statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { homeOf } from "./user-name.ts";

export const systemStoreFolder = "/var/lib/luota";

export interface StorePlaceQuestion {
  /** `--store FILE`. */
  readonly option: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly uid: number;
  readonly cwd: string;
}

/**
 * Where the store is: `--store`, else $LUOTA_STORE, else the host's common store if there is one
 * (root's first run makes it), else the user's own. Wrapper and watcher must come to the same answer.
 */
export function storePlace(question: StorePlaceQuestion): string {
  const { option, environment, uid, cwd } = question;
  const asked = option ?? nonEmpty(environment["LUOTA_STORE"]);
  if (asked !== undefined) return resolve(cwd, asked);
  if (uid === 0 || isFolder(systemStoreFolder)) return join(systemStoreFolder, "luota.db");
  return join(stateHome(environment, uid), "luota", "luota.db");
}

/** A relative XDG_STATE_HOME is to be ignored, says the XDG specification. */
function stateHome(environment: StorePlaceQuestion["environment"], uid: number): string {
  const stateHome = nonEmpty(environment["XDG_STATE_HOME"]);
  if (stateHome !== undefined && isAbsolute(stateHome)) return stateHome;
  return join(nonEmpty(environment["HOME"]) ?? homeOf(uid) ?? "/nonexistent", ".local", "state");
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    // Where this user may not even look, there is no store for them.
    return false;
  }
}
