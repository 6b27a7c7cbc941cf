import type { Command } from "commander";
import type { Io } from "../io.ts";

/** The processes that look, which the watcher starts; nobody else does. */
export function specifyProbing(program: Command, io: Io): void {
  program
    .command("probe-due", { hidden: true })
    .requiredOption("--store <file>")
    .action(async (options: { readonly store: string }) => {
      const { probeDueLooks } = await import("../commands/probe-due.ts");
      io.exit(await probeDueLooks(options.store, io));
    });

  program.command("probe-as", { hidden: true }).action(async () => {
    const { probeAs } = await import("../commands/probe-as.ts");
    io.exit(await probeAs(io));
  });
}
