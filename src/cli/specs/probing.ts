import type { Command } from "commander";
import type { ProbeDueOptions } from "../commands/probe-due.ts";
import type { ProbeOptions } from "../commands/probe.ts";
import type { Io } from "../io.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** Looking now, and the processes that look for the watcher. */
export function specifyProbing(program: Command, io: Io): void {
  program
    .command("probe")
    .description("look now at what a monitor's freshness, or a step of its evidence, looks at")
    .argument("<name>", "a monitor of the config")
    .argument("[step]", "a step of its evidence (else its freshness)")
    .option("--config <file>", "the config (else $LUOTA_CONFIG, else the usual place)")
    .option("--record", "keep what is read, as a look of the watcher's")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText("after", examplesOf("luota probe customers-export", "luota probe backup restored"))
    .action(async (name: string, step: string | undefined, options: ProbeOptions) => {
      const { probe } = await import("../commands/probe.ts");
      io.exit(await probe(name, step ?? null, options, io));
    });
  specifyProbers(program, io);
}

/** The watcher starts these; nobody else does. */
function specifyProbers(program: Command, io: Io): void {
  program
    .command("probe-due", { hidden: true })
    .requiredOption("--store <file>")
    .requiredOption("--sent-by <pid>")
    .action(async (options: ProbeDueOptions) => {
      const { probeDueLooks } = await import("../commands/probe-due.ts");
      io.exit(await probeDueLooks(options, io));
    });

  program.command("probe-as", { hidden: true }).action(async () => {
    const { probeAs } = await import("../commands/probe-as.ts");
    io.exit(await probeAs(io));
  });
}
