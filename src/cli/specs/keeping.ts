import type { Command } from "commander";
import type { Io } from "../io.ts";
import type { KeepOptions } from "../options.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** Times in which less is expected, or nobody is told; each has an end. */
export function specifyKeeping(program: Command, io: Io): void {
  program
    .command("pause")
    .description("expect nothing of a monitor for a time; without a name: what is paused")
    .argument("[name]", "a monitor's name")
    .option("--for <time>", "for so long (2h, 7d)")
    .option("--until <instant>", "until then (2026-11-20T06:00Z; UTC where it names no zone)")
    .option("--reason <text>", "why")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota pause nightly-backup --for 2h --reason 'new disks'"))
    .action(async (name: string | undefined, options: KeepOptions) => {
      const { pause } = await import("../commands/pause.ts");
      io.exit(await pause(name, options, io));
    });

  program
    .command("resume")
    .description("expect again what was paused")
    .argument("<name>", "a monitor's name")
    .option("--note <text>", "why")
    .option("--json", "the pauses that it ended, as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota resume nightly-backup"))
    .action(async (name: string, options: KeepOptions) => {
      const { resume } = await import("../commands/pause.ts");
      io.exit(await resume(name, options, io));
    });

  program
    .command("silence")
    .description("tell nobody for a time, though incidents open as ever; without a name: the list")
    .argument("[pattern]", "a monitor's name, or a pattern such as 'billing-*'")
    .option("--for <time>", "for so long (2h, 7d)")
    .option("--until <instant>", "until then (2026-11-20T06:00Z; UTC where it names no zone)")
    .option("--reason <text>", "why; it is kept")
    .option("--end", "end the silence of exactly this name or pattern")
    .option("--note <text>", "why it ends")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText(
      "after",
      examplesOf(
        "luota silence 'reports/*' --for 2h --reason 'the share moves'",
        "luota silence 'reports/*' --end",
      ),
    )
    .action(async (pattern: string | undefined, options: KeepOptions) => {
      const { silence } = await import("../commands/silence.ts");
      io.exit(await silence(pattern, options, io));
    });
}
