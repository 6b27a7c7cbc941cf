import { once } from "node:events";
import type { Rig } from "./rig.ts";

/** Holds the store for writing, as another program might; gives what lets go of it. */
export async function lockStore(rig: Rig): Promise<() => Promise<void>> {
  const holder = rig.start("sqlite3", [rig.store]);
  const closed = once(holder, "close");
  holder.stdin?.write("begin exclusive;\nselect 'held';\n");
  if (holder.stdout !== null) await once(holder.stdout, "data");
  return async () => {
    holder.stdin?.end("commit;\n");
    await closed;
  };
}
