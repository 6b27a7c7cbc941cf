import { Option, type Command } from "commander";
import { drillKinds } from "../../domain/drill.ts";
import type { Io } from "../io.ts";
import type { DrillOptions } from "../options.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** The deliberate bad day. */
export function specifyDrill(program: Command, io: Io): void {
  program
    .command("drill")
    .description("force a bad day on the real path, and score how it is noticed and answered")
    .argument("<name>", "a monitor's name")
    .addOption(
      new Option("--kind <kind>", `how it breaks: ${drillKinds.join(", ")}`).default("missed"),
    )
    .option("--keep", "leave the incident open; --end ends it later")
    .option("--end", "end the drill that goes on")
    .addOption(new Option("--wait <time>", "how long to wait for a watcher").default("90s"))
    .option("--ack-within <time>", "wait so long for luota ack (on a terminal you are asked)")
    .option("--json", "the score as JSON; the story goes to stderr")
    .addOption(storeOption())
    .addHelpText(
      "after",
      examplesOf("luota drill billing-sync", "luota drill billing-sync --kind failing"),
    )
    .action(async (name: string, options: DrillOptions) => {
      const { drill } = await import("../commands/drill.ts");
      io.exit(await drill(name, options, io));
    });
}
