import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Collects what is garbage now, some tens of milliseconds for a large config. V8 by itself keeps what
 * a config left behind for as long as there is room, and a watcher that then only waits never needs any.
 */
export function giveBackMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (() => void) | undefined;
  collect?.();
}
