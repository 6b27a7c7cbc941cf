import { unreachable } from "../../base/unreachable.ts";
import type { BackupFailure } from "../../store/backup.ts";
import type { RestoreFailure } from "../../store/restore.ts";
import type { UnreadyCopy } from "../../store/restore-copy.ts";
import type { Soundness } from "../../store/sound.ts";
import { describeAuditVerdict } from "./audit.ts";
import { quotePath } from "./quote.ts";
import { describeStoreFailure } from "./store.ts";

export function describeBackupFailure(failure: BackupFailure): string {
  switch (failure.kind) {
    case "store":
      return describeStoreFailure(failure.failure);
    case "exists":
      return `${quotePath(failure.path)} is there already: name a new file`;
    case "target":
      return `the copy can't be written: ${aboutFile(describeStoreFailure(failure.failure))}`;
    case "unsound":
      return `no backup was made, since the store is not whole: ${describeUnsound(failure.soundness)}`;
    default:
      return unreachable(failure);
  }
}

export function describeRestoreFailure(
  failure: RestoreFailure | UnreadyCopy,
  backup: string,
): string {
  switch (failure.kind) {
    case "store":
      return describeStoreFailure(failure.failure);
    case "backup":
      return `${quotePath(backup)} can't be restored: ${aboutFile(describeStoreFailure(failure.failure))}`;
    case "unsound":
      return `${quotePath(backup)} is not whole, and nothing was restored: ${describeUnsound(failure.soundness)}`;
    case "watched":
      return `a daemon (pid ${failure.by.watcher.identity.pid} on ${failure.by.watcher.host}) watches this store: stop it first, or say --force`;
    case "dangling":
      return `${quotePath(backup)} is not whole, and nothing was restored: rows of ${failure.table} name what is not there`;
    default:
      return unreachable(failure);
  }
}

function describeUnsound(soundness: Exclude<Soundness, { kind: "sound" }>): string {
  return soundness.kind === "damaged" ? soundness.detail : describeAuditVerdict(soundness.verdict);
}

/** It is a file like any other to whoever named it. */
function aboutFile(words: string): string {
  return words.replace(/^the store /u, "");
}
