import type { Command } from "commander";
import type { PlanOptions } from "../commands/plan.ts";
import { configWorldOf } from "../config-world.ts";
import type { Io } from "../io.ts";
import { examplesOf } from "./shared.ts";

/** What looks ahead. */
export function specifyPlanning(program: Command, io: Io): void {
  program
    .command("plan")
    .description("what is due next, and what a change of the clocks does to it")
    .argument("[name]", "a monitor of the config (else all of them)")
    .option("--config <file>", "the config (else $LUOTA_CONFIG, else the usual place)")
    .option("--cron <expression>", "five fields as cron reads them, or @daily and its kin")
    .option("--timezone <zone>", "such as Europe/Helsinki (else this host's)")
    .option("--from <time>", "slots after this (else now); in the plan's zone unless it names one")
    .option("-n, --count <number>", "how many (10; for all monitors 1)")
    .option("--json", "the same as JSON")
    .addHelpText(
      "after",
      examplesOf("luota plan", 'luota plan --cron "30 2 * * *" --timezone Europe/Helsinki'),
    )
    .action(async (name: string | undefined, options: PlanOptions) => {
      const world = { ...configWorldOf(io), now: io.now, width: io.terminal.width };
      if (options.cron === undefined) {
        const { planMonitors } = await import("../commands/plan-monitors.ts");
        io.exit(planMonitors(name, options, world));
        return;
      }
      const { plan } = await import("../commands/plan.ts");
      io.exit(plan(options, world));
    });
}
