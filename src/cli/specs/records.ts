import type { Command } from "commander";
import type { Io } from "../io.ts";
import type { ActOptions, ExportOptions, ReviewOptions } from "../options.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** What is kept for those who look back, and what leaves the store for them. */
export function specifyRecords(program: Command, io: Io): void {
  program
    .command("export")
    .description("the record of an incident, or the proof of a period, for people without luota")
    .argument("[incident|name]", "INC-n, or a monitor's name: its latest incident")
    .option(
      "--format <format>",
      "json, markdown, html, or bundle (all, signed); else by the file's name, else markdown",
    )
    .option("-o, --output <file>", "into a file (a bundle: X.tar.gz or a folder), not to stdout")
    .option("--force", "write over what is there")
    .option("--since <time>", "the proof of a period: since then (90d, 2026-10-01)")
    .option("--until <time>", "until then (else now)")
    .option("--all", "the proof of all monitors")
    .option("--owner <owner>", "the proof of the monitors of one owner")
    .option("--schema", "the JSON Schema of records, and nothing else")
    .addOption(storeOption())
    .addHelpText(
      "after",
      examplesOf(
        "luota export INC-17 --format markdown",
        "luota export INC-17 --format html -o INC-17.html",
        "luota export INC-17 --format bundle -o INC-17.tar.gz",
        "luota export nightly-backup --since 90d --format html -o backups.html",
      ),
    )
    .action(async (word: string | undefined, options: ExportOptions) => {
      const { exportRecord } = await import("../commands/export.ts");
      io.exit(await exportRecord(word, options, io));
    });

  program
    .command("note")
    .description("add a line to the timeline of an incident, open or resolved")
    .argument("<incident>", "INC-n, or a monitor's name: its latest incident")
    .argument("<text...>", "what there is to say")
    .option("--by <name>", "who (else the user of this shell, who is kept in any case)")
    .option("--json", "the incident as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf('luota note INC-17 "customers were told by mail"'))
    .action(async (incident: string, words: readonly string[], options: ActOptions) => {
      const { noteIncident } = await import("../commands/note-incident.ts");
      io.exit(await noteIncident(incident, words, options, io));
    });

  program
    .command("review")
    .description(
      "say what was found when looking back at an incident; it becomes part of its record",
    )
    .argument("<incident>", "INC-n, or a monitor's name: its latest incident")
    .option("--impact <text>", "what it meant for customers")
    .option("--cause <text>", "why it came")
    .option("--action <text>", "what is done about it")
    .option("--by <name>", "who (else the user of this shell, who is kept in any case)")
    .option("--json", "the incident as JSON")
    .addOption(storeOption())
    .addHelpText(
      "after",
      examplesOf('luota review INC-17 --impact "3 customers paid late" --cause "disk full"'),
    )
    .action(async (incident: string, options: ReviewOptions) => {
      const { reviewIncident } = await import("../commands/note-incident.ts");
      io.exit(await reviewIncident(incident, options, io));
    });
}
