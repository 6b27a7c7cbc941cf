import { makeRules, readRules } from "../../daemon/rules.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { userName } from "../../recorder/user-name.ts";
import { closeStore, type Store } from "../../store/store.ts";
import { openWatchStore } from "../../store/watch-store.ts";
import type { Io } from "../io.ts";
import type { Done, Scene } from "./scene.ts";
import { complain, openTidy, type StoreOption } from "./with-store.ts";

/**
 * Opens the store with everything a command on promises needs. `otherwise` answers where there is no
 * store yet; without it one is made. A failure of the store is said, with exit code 74.
 */
export async function withWatch(
  options: StoreOption,
  io: Io,
  use: (scene: Scene) => Done,
  otherwise?: () => number,
): Promise<number> {
  const opened = openTidy(options, io, { make: otherwise === undefined });
  if (!opened.ok) return complain(opened.failure, io);
  const store = opened.value;
  if (store === null) return otherwise?.() ?? 0;
  try {
    const done = await useScene(store, io, use);
    return done.ok ? done.value : complain(done.failure, io);
  } finally {
    closeStore(store);
  }
}

async function useScene(store: Store, io: Io, use: (scene: Scene) => Done): Done {
  const watch = openWatchStore(store);
  const host = hostName();
  const inForce = await watch.config();
  if (!inForce.ok) return inForce;
  const read = readRules(inForce.value, host);
  if (!read.ok) {
    const why = read.failure.reason === "damaged" ? "damaged" : "from another version";
    io.terminal.err(
      `luota: the config in force is ${why}, so its rules are not known here: luota config apply`,
    );
  }
  const rules = read.ok ? read.value : makeRules(0, null, host);
  return await use({ store, watch, rules, actor: { user: userName(io.uid), host }, io });
}
