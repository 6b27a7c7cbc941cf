import type { Command } from "commander";
import type { Io } from "../io.ts";
import type { EvidenceOptions } from "../options.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** The command by which a job proves what it did. */
export function specifyEvidence(program: Command, io: Io): void {
  program
    .command("evidence")
    .description("prove a step of a run; inside a wrapped job the run is known")
    .argument("<step>", "the step, as `evidence:` of the monitor names it")
    .argument("[key=value...]", "what was measured; numbers stay numbers")
    .option("--file <path>", "a file it rests on: its size, age and SHA-256; repeatable", collect)
    .option("--no-hash", "do not read the files, only look at them")
    .option("--receipt <text>", "what a provider answered")
    .option("--failed <reason>", "the step failed, and why")
    .option("--from <program>", "read the JSON summary of restic or borg on stdin")
    .option("--run <id>", "the run (else $LUOTA_RUN_ID)")
    .option("--json", "what was recorded, as JSON")
    .addOption(storeOption())
    .addHelpText(
      "after",
      examplesOf(
        "luota evidence uploaded bytes=48210 --file /backup/db.dump",
        "restic backup --json /srv | luota evidence dumped --from restic",
      ),
    )
    .action(async (step: string, values: readonly string[], options: EvidenceOptions) => {
      const { evidence } = await import("../commands/evidence.ts");
      io.exit(await evidence(step, values, options, io));
    });
}

function collect(word: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), word];
}
