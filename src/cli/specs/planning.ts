import type { Command } from "commander";
import type { PlanOptions } from "../commands/plan.ts";
import type { Io } from "../io.ts";
import { examplesOf } from "./shared.ts";

/** What looks ahead. */
export function specifyPlanning(program: Command, io: Io): void {
  program
    .command("plan")
    .description("the next slots of a cron expression, and what a change of clocks does to them")
    .option("--cron <expression>", "five fields as cron reads them, or @daily and its kin")
    .option("--timezone <zone>", "such as Europe/Helsinki (else this host's)")
    .option("--from <time>", "slots after this (else now); in the plan's zone unless it names one")
    .option("-n, --count <number>", "how many", "10")
    .option("--json", "the same as JSON")
    .addHelpText("after", examplesOf('luota plan --cron "30 2 * * *" --timezone Europe/Helsinki'))
    .action(async (options: PlanOptions) => {
      const { plan } = await import("../commands/plan.ts");
      const hostZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const { now, terminal } = io;
      io.exit(plan(options, { now, hostZone, out: terminal.out, err: terminal.err }));
    });
}
