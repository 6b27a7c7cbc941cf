import { Option, type Command } from "commander";
import { outcomes } from "../../domain/run.ts";
import type { Io } from "../io.ts";
import type {
  AuditOptions,
  LogsOptions,
  RunsOptions,
  ShowOptions,
  StatusOptions,
} from "../options.ts";
import { collect, examplesOf, storeOption } from "./shared.ts";

/** The commands that read: their bodies load only when they are called. */
export function specifyReading(program: Command, io: Io): void {
  program
    .command("status")
    .description(
      "what is broken, then one line per monitor; exits 1 while an incident is open, 69 unwatched or unheard",
    )
    .option("--limits", "instead: what is kept, since when, how large it is, what was taken away")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota status", "luota status --json | jq -r '.[].name'"))
    .action(async (options: StatusOptions & { readonly limits?: boolean }) => {
      if (options.limits === true) {
        const { limits } = await import("../commands/limits.ts");
        io.exit(await limits(options, io));
        return;
      }
      const { status } = await import("../commands/status.ts");
      io.exit(await status(options, io));
    });

  program
    .command("runs")
    .description("the latest runs, newest first")
    .argument("[name]", "a monitor's name")
    .option("-n, --limit <count>", "at most this many", "20")
    .option(
      "--since <time>",
      "started within a time (2h, 7d) or after an instant (2026-11-20T02:30Z)",
    )
    .addOption(outcomeOption())
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText(
      "after",
      examplesOf("luota runs nightly-backup --since 7d", "luota runs --outcome failed,killed -n 5"),
    )
    .action(async (name: string | undefined, options: RunsOptions) => {
      const { runs } = await import("../commands/runs.ts");
      io.exit(runs(name, options, io));
    });

  program
    .command("show")
    .description("everything known of an incident, of a run, or of a monitor and its last run")
    .argument("<name|run|incident>", "a monitor's name, INC-n, or a run's id (or how it begins)")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota show nightly-backup", "luota show INC-17"))
    .action(async (subject: string, options: ShowOptions) => {
      if (/^INC-\d+$/iu.test(subject)) {
        const { showIncident } = await import("../commands/show-incident.ts");
        io.exit(await showIncident(subject, options, io));
        return;
      }
      const { show } = await import("../commands/show.ts");
      io.exit(await show(subject, options, io));
    });

  program
    .command("logs")
    .description("what a run printed, and what was logged for it")
    .argument("<name|run>", "a monitor's name (its last run), or a run's id")
    .option("-f, --follow", "wait for what comes next, until interrupted")
    .option("--stderr", "only stderr")
    .option("--stdout", "only stdout")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota logs nightly-backup", "luota logs billing-sync -f"))
    .action(async (subject: string, options: LogsOptions) => {
      const { logs } = await import("../commands/logs.ts");
      io.exit(await logs(subject, options, io));
    });

  program
    .command("audit")
    .description("the chain of everything that changed state")
    .option("--verify", "check every link, and every run, incident and receipt against its digest")
    .option(
      "--witness <file>",
      "an alert or a bundle that left before, to compare the chain with; repeatable",
      collect,
    )
    .option("--key", "the public keys that sign for this store, with their fingerprints")
    .option("-n, --limit <count>", "at most this many", "20")
    .option("--since <time>", "within a time (2h, 7d) or after an instant")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota audit", "luota audit --verify --witness alert.eml"))
    .action(async (options: AuditOptions) => {
      const { audit } = await import("../commands/audit.ts");
      io.exit(await audit(options, io));
    });
}

function outcomeOption(): Option {
  return new Option("--outcome <which>", `only these, with commas between: ${outcomes.join(", ")}`);
}
