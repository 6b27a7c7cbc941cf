import type { Command } from "commander";
import type { Io } from "../io.ts";
import type { ActOptions, IncidentsOptions, RerunOptions, ShowOptions } from "../options.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** What is broken, and what people do about it. */
export function specifyIncidents(program: Command, io: Io): void {
  program
    .command("incidents")
    .description("what is broken now, in full, and what was lately")
    .argument("[name]", "a monitor's name")
    .option("--open", "only those that are open")
    .option("--all", "however old, drills too")
    .option("-n, --limit <count>", "at most this many that are resolved", "20")
    .option("--since <time>", "noticed within a time (2h, 7d) or after an instant")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota incidents", "luota incidents billing-sync --all"))
    .action(async (name: string | undefined, options: IncidentsOptions) => {
      const { incidents } = await import("../commands/incidents.ts");
      io.exit(await incidents(name, options, io));
    });

  for (const [word, description, example] of [
    ["ack", "say that you have it: reminders and escalations stop", "luota ack INC-17"],
    [
      "resolve",
      "close an incident, whether or not it has healed",
      'luota resolve INC-17 --note "restored by hand"',
    ],
  ] as const) {
    program
      .command(word)
      .description(description)
      .argument("<incident>", "INC-n, or a monitor's name with an open one")
      .option("--by <name>", "who (else the user of this shell, who is kept in any case)")
      .option("--note <text>", "why, for whoever reads it later")
      .option("--json", "the incident as JSON")
      .addOption(storeOption())
      .addHelpText("after", examplesOf(example))
      .action(async (incident: string, options: ActOptions) => {
        const { actOnIncident } = await import("../commands/act.ts");
        io.exit(await actOnIncident(word, incident, options, io));
      });
  }

  program
    .command("why")
    .description("what broke, what looked healthy all the same, and what is different")
    .argument("<name|incident>", "a monitor's name (its open incident, or its latest), or INC-n")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota why billing-sync", "luota why INC-17"))
    .action(async (subject: string, options: ShowOptions) => {
      const { why } = await import("../commands/why.ts");
      io.exit(await why(subject, options, io));
    });

  program
    .command("runbook")
    .description("where to read what to do; opens nothing")
    .argument("<name|incident>", "a monitor's name, or INC-n")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota runbook INC-17"))
    .action(async (subject: string, options: ShowOptions) => {
      const { runbook } = await import("../commands/runbook.ts");
      io.exit(await runbook(subject, options, io));
    });

  program
    .command("rerun")
    .description("run the job of an incident again, after showing what that is; exits as it does")
    .argument("<incident>", "INC-n, or a monitor's name with an open one")
    .option("-y, --yes", "do not ask")
    .option("--note <text>", "why, for whoever reads it later")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota rerun INC-17", "luota rerun INC-17 --yes"))
    .action(async (incident: string, options: RerunOptions) => {
      const { rerun } = await import("../commands/rerun.ts");
      io.exit(await rerun(incident, options, io));
    });
}
