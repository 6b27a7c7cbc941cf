import type { Command } from "commander";
import type { BackupOptions } from "../commands/backup.ts";
import type { PruneOptions } from "../commands/prune.ts";
import type { RestoreOptions } from "../commands/restore.ts";
import type { Io } from "../io.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** What becomes of the store itself. */
export function specifyStore(program: Command, io: Io): void {
  program
    .command("prune")
    .description("take away what was kept long enough; a watcher does it by itself")
    .option("--dry-run", "only say what would go")
    .option("--compact", "then write the whole file anew; others can't write meanwhile")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota prune --dry-run", "luota status --limits"))
    .action(async (options: PruneOptions) => {
      const { prune } = await import("../commands/prune.ts");
      io.exit(await prune(options, io));
    });

  program
    .command("backup")
    .description("copy the store as it is now into a new file, and check the copy")
    .argument("<file>", "the copy; it must not be there yet")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota backup /var/backups/luota-$(date +%F).db"))
    .action(async (file: string, options: BackupOptions) => {
      const { backup } = await import("../commands/backup.ts");
      io.exit(backup(file, options, io));
    });

  program
    .command("restore")
    .description("put a backup in the place of the store, which is kept aside")
    .argument("<file>", "what luota backup made")
    .option("--force", "also while somebody watches")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota restore /var/backups/luota-2026-11-19.db"))
    .action(async (file: string, options: RestoreOptions) => {
      const { restore } = await import("../commands/restore.ts");
      io.exit(restore(file, options, io));
    });
}
