import { Option, type Command } from "commander";
import type { DaemonOptions } from "../commands/daemon.ts";
import type { WatcherOptions } from "../commands/watcher-world.ts";
import type { Io } from "../io.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** What watches: all the time, or once. */
export function specifyWatching(program: Command, io: Io): void {
  program
    .command("daemon")
    .description("start the jobs of the config, watch and judge, until stopped")
    .addOption(configOption())
    .addOption(storeOption())
    .option("--drain <time>", "how long jobs may go on after SIGTERM", "45s")
    .addOption(logOption())
    .addHelpText("after", examplesOf("luota daemon", "luota daemon --log json 2>>luota.log"))
    .action(async (options: DaemonOptions) => {
      const { daemon } = await import("../commands/daemon.ts");
      io.exit(await daemon(options, io));
    });

  program
    .command("check")
    .description("do all that the daemon does once, and end: for a crontab, once a minute")
    .addOption(configOption())
    .addOption(storeOption())
    .addHelpText("after", examplesOf("* * * * * luota check"))
    .action(async (options: WatcherOptions) => {
      const { check } = await import("../commands/check.ts");
      io.exit(await check(options, io));
    });
  specifyApplying(program, io);
  specifyAlertPass(program, io);
}

/** A wrapper sends it where no daemon watches; nobody else does. */
function specifyAlertPass(program: Command, io: Io): void {
  program
    .command("alert-pass", { hidden: true })
    .addOption(storeOption())
    .action(async (options: WatcherOptions) => {
      const { alertPass } = await import("../commands/alert-pass.ts");
      io.exit(await alertPass(options, io));
    });
}

/** The daemon asks another process to take its config; nobody else does. */
function specifyApplying(program: Command, io: Io): void {
  program
    .command("apply-files", { hidden: true })
    .argument("<request>")
    .requiredOption("--store <file>")
    .action(async (request: string, options: { readonly store: string }) => {
      const { applyFilesFor } = await import("../commands/apply-files.ts");
      io.exit(await applyFilesFor(request, options.store, io));
    });
}

function configOption(): Option {
  return new Option("--config <file>", "the config (else $LUOTA_CONFIG, else the usual place)");
}

function logOption(): Option {
  const option = new Option("--log <form>", "for people, or one JSON object a line");
  return option.choices(["human", "json"]);
}
