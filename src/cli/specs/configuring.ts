import { existsSync } from "node:fs";
import { Option, type Command } from "commander";
import type { AddOptions } from "../commands/add.ts";
import type { ConfigOptions } from "../commands/config.ts";
import type { ApplyOptions } from "../commands/config-apply.ts";
import type { InitOptions } from "../commands/init.ts";
import { configWorldOf } from "../config-world.ts";
import type { Io } from "../io.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** What is watched, and by which rules. */
export function specifyConfiguring(program: Command, io: Io): void {
  const config = program.command("config").description("check, apply and show the config");
  specifyConfig(
    config.addHelpText("after", examplesOf("luota config check", "luota config diff")),
    io,
  );

  program
    .command("init")
    .description("write a first config; asks on a terminal, never overwrites")
    .addOption(configOption())
    .option("--workspace <name>", "what all of this is called in messages")
    .option("--timezone <zone>", "whose clock cron is read from (else this host's)")
    .option("--owner <name>", "who answers for the promises")
    .option("--slack <variable>", "the environment variable that will hold a Slack webhook")
    .option("--mail-to <address>", "who gets mail")
    .option("--mail-from <address>", "who sends it")
    .option("--smtp <host>", "the mail server")
    .addHelpText("after", examplesOf("luota init", "luota init --owner 'Revenue operations'"))
    .action(async (options: InitOptions) => {
      const { init } = await import("../commands/init.ts");
      const { askLine } = await import("../ask.ts");
      const ask = io.terminal.interactive ? askLine : null;
      io.exit(await init(options, { ...configWorldOf(io), uid: io.uid, exists: existsSync, ask }));
    });

  program
    .command("add")
    .description("add a monitor to the config; its other lines stay as they are")
    .argument("<name>", "the monitor's name")
    .addOption(configOption())
    .option("--every <time>", "due so often, counted from its latest start (15m, 1h30m)")
    .option("--cron <expression>", "due at these times, five fields as cron reads them")
    .option("--timezone <zone>", "whose clock --cron is read from")
    .option("--promise <sentence>", "what a customer can count on")
    .option("--owner <name>", "who answers for it")
    .option("--runbook <url>", "what to do when it breaks")
    .option("--severity <number>", "1 wakes somebody … 4 only in the digest")
    .option("--grace <time>", "a start may come this late")
    .option("--timeout <time>", "a run is killed after this long")
    .option("--command <line>", "luota itself runs this")
    .option("--user <name>", "as this user")
    .addHelpText("after", examplesOf("luota add billing-sync --every 15m --owner revenue"))
    .action(async (name: string, options: AddOptions) => {
      const { add } = await import("../commands/add.ts");
      io.exit(add(name, options, configWorldOf(io)));
    });
}

function specifyConfig(config: Command, io: Io): void {
  config
    .command("check")
    .description("every problem at its place, or how much is sound")
    .argument("[file]", "the file to check (else the usual one)")
    .addOption(configOption())
    .option("--json", "the same as JSON")
    .action(async (file: string | undefined, options: ConfigOptions) => {
      const { configCheck } = await import("../commands/config.ts");
      io.exit(configCheck({ ...options, config: file ?? options.config }, configWorldOf(io)));
    });

  config
    .command("apply")
    .description("put the config into force at once, and say what changed")
    .addOption(configOption())
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .action(async (options: ApplyOptions) => {
      const { configApply } = await import("../commands/config-apply.ts");
      io.exit(await configApply(options, io));
    });

  config
    .command("show")
    .description("what the files say, with every default, without secrets")
    .addOption(configOption())
    .option("--json", "the same as JSON")
    .action(async (options: ConfigOptions) => {
      const { configShow } = await import("../commands/config.ts");
      io.exit(configShow(options, configWorldOf(io)));
    });

  config
    .command("diff")
    .description("the files against what is in force")
    .addOption(configOption())
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .action(async (options: ApplyOptions) => {
      const { configDiffInForce } = await import("../commands/config-apply.ts");
      io.exit(await configDiffInForce(options, io));
    });

  config
    .command("schema")
    .description("the JSON Schema of the file, for editors")
    .action(async () => {
      const { configSchema } = await import("../commands/config.ts");
      io.exit(configSchema(configWorldOf(io)));
    });
}

function configOption(): Option {
  return new Option("--config <file>", "the config (else $LUOTA_CONFIG, else the usual place)");
}
