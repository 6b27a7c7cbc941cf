import { basename } from "node:path";
import { hostName } from "../../recorder/host-facts.ts";
import { userName } from "../../recorder/user-name.ts";
import { readSight } from "../../store/sight.ts";
import { withFolders } from "../../store/spool-folder.ts";
import { listWaiting } from "../../store/spool-list.ts";
import { placesToTakeFrom } from "../../store/spool-places.ts";
import type { Store } from "../../store/store.ts";
import { tidy } from "../../store/tidy.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { quotePath } from "../complain/quote.ts";
import { describeStoreFailure } from "../complain/store.ts";
import type { Io } from "../io.ts";

/** More than any command should take in while somebody waits for its answer. */
const mostFiles = 10_000;

/** Whether reports wait for this store, which is not there yet; others share some of the folders. */
export function hasSpooled(storePath: string, io: Io): boolean {
  const places = placesToTakeFrom({ storePath, uid: io.uid });
  return withFolders(places, ({ folders }) => listWaiting(storePath, folders, io.now()).length > 0);
}

/**
 * Takes in what waits in the spool, then finds the runs whose recorder died. Who may only read the store
 * still gets to read it; what was set aside is said.
 */
export function tidyStore(store: Store, io: Io): void {
  const places = placesToTakeFrom({ storePath: store.path, uid: io.uid });
  const actor = { user: userName(io.uid), host: hostName() };
  const question = { now: io.now(), uid: io.uid, limit: mostFiles, sight: readSight(), actor };
  const tidied = tidy(store, places, question);
  if (!tidied.ok) {
    io.terminal.err(`luota: the spool waits: ${describeStoreFailure(tidied.failure)}`);
    return;
  }
  for (const { path, reason, kept } of tidied.value.takenIn.setAside) {
    const what = `set aside ${quotePath(basename(path))} (${neutraliseLine(reason)})`;
    io.terminal.err(`luota: ${what}: see ${quotePath(kept)}`);
  }
}
