import { resolve } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import { formatSize } from "../../base/size.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { userName } from "../../recorder/user-name.ts";
import { backUp } from "../../store/backup.ts";
import { describeBackupFailure } from "../complain/backup.ts";
import { quotePath } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import { jsonText } from "../view/json.ts";
import { placeOf, withStore } from "./with-store.ts";

export interface BackupOptions {
  readonly store?: string;
  readonly json?: boolean;
}

/** `luota backup FILE`: a copy of the store as it is now, checked. */
export function backup(file: string, options: BackupOptions, io: Io): number {
  return withStore(options, io, (store) => {
    if (store === null) {
      io.terminal.err(`luota: there is no store ${quotePath(placeOf(options, io))} to back up`);
      return exitCode.store;
    }
    const by = { user: userName(io.uid), host: hostName() };
    const made = backUp(store, resolve(io.cwd, file), { by, now: io.now() });
    if (!made.ok) {
      io.terminal.err(`luota: ${describeBackupFailure(made.failure)}`);
      return made.failure.kind === "exists" ? exitCode.usage : exitCode.store;
    }
    const { path, bytes, digest, events, head } = made.value;
    if (options.json === true)
      io.terminal.out(jsonText({ file: path, bytes, sha256: digest, events, head: { ...head } }));
    else
      io.terminal.out(
        `${quotePath(path)}: ${formatSize(bytes)}, ${events} events, and its chain holds\n` +
          `head    ${head.seq}  ${head.hash}\nsha256  ${digest}\n`,
      );
    return exitCode.done;
  });
}
