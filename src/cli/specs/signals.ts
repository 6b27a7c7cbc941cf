import type { Command } from "commander";
import type { Io } from "../io.ts";
import type { SignalOptions } from "../options.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** The commands for jobs that can't be wrapped: they tell of themselves. */
export function specifySignals(program: Command, io: Io): void {
  program
    .command("beat")
    .description("say that a job is alive, or that its work happened")
    .argument("<name>", "a monitor's name")
    .option("--summary <text>", "one line about it")
    .option("--payload <json>", "JSON to keep with it; @FILE reads it from a file")
    .option("--json", "what was recorded, as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota beat queue-worker --summary '412 jobs done'"))
    .action(async (name: string, options: SignalOptions) => {
      const { beat } = await import("../commands/beat.ts");
      io.exit(beat(name, options, io));
    });

  program
    .command("start")
    .description("start a run that is not wrapped; prints its id")
    .argument("<name>", "a monitor's name")
    .option("--payload <json>", "what the run works on; @FILE reads it from a file")
    .option("--external-id <id>", "the id of the event that caused it")
    .option("--sha <sha>", "the deployed commit")
    .option("--tag <key=value>", "a label; may be repeated", collect)
    .option("--json", "what was recorded, as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("run=$(luota start nightly-import)", 'luota success "$run"'))
    .action(async (name: string, options: SignalOptions) => {
      const { start } = await import("../commands/start.ts");
      io.exit(start(name, options, io));
    });

  for (const [word, description, example] of [
    ["success", "end a started run well", 'luota success "$run" --summary "done"'],
    ["failure", "end a started run badly", 'luota failure "$run" --error "API said 500"'],
  ] as const) {
    program
      .command(word)
      .description(description)
      .argument("<run>", "the id that `luota start` printed")
      .option("--summary <text>", "one line about it")
      .option("--error <text>", "what went wrong")
      .option("--json", "what was recorded, as JSON")
      .addOption(storeOption())
      .addHelpText("after", examplesOf(example))
      .action(async (run: string, options: SignalOptions) => {
        const { close } = await import("../commands/close.ts");
        io.exit(close(word, run, options, io));
      });
  }

  program
    .command("log")
    .description("add a line to a run; inside a wrapped job the run is known")
    .argument("<text>", "the line")
    .option("--run <id>", "the run (else $LUOTA_RUN_ID)")
    .option("--json", "what was recorded, as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota log 'customers table done, 48210 rows'"))
    .action(async (text: string, options: SignalOptions) => {
      const { log } = await import("../commands/log.ts");
      io.exit(log(text, options, io));
    });
}

function collect(word: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), word];
}
