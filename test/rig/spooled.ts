import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Every file in which a report for this store waits, of this user or another one. */
export function spooledFor(store: string, uid = process.getuid?.() ?? -1): string[] {
  const key = createHash("sha256").update(store).digest("hex").slice(0, 16);
  const folders = [`${store}.spool`, `/run/user/${uid}/luota`, `/dev/shm/luota-${uid}`];
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => file.includes(`-${key}-`));
}
