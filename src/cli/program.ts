import { Command } from "commander";
import type { Io } from "./io.ts";
import { runHelp } from "./run-help.ts";
import { specifyConfiguring } from "./specs/configuring.ts";
import { specifyDrill } from "./specs/drill.ts";
import { specifyEvidence } from "./specs/evidence.ts";
import { specifyIncidents } from "./specs/incidents.ts";
import { specifyKeeping } from "./specs/keeping.ts";
import { specifyPlanning } from "./specs/planning.ts";
import { specifyProbing } from "./specs/probing.ts";
import { specifyReading } from "./specs/reading.ts";
import { specifyRecords } from "./specs/records.ts";
import { specifyRoutes } from "./specs/routes.ts";
import { specifySignals } from "./specs/signals.ts";
import { specifyStore } from "./specs/store.ts";
import { specifyVerifying } from "./specs/verifying.ts";
import { specifyWatching } from "./specs/watching.ts";
import { version } from "./version.ts";

/** Where to begin, shown below the help. */
export const examples = `
Start here:
  luota run hello -- echo "it works"     wrap any command; nothing to configure
  luota status                           what is recorded, one line per monitor
  luota show hello                       the last run, with its output
  luota init                             say what is to be watched, and who answers for it
  luota drill hello                      a deliberate bad day, while the stakes are low

Help on one command: luota COMMAND --help
`;

/** Every command but `run`, whose path is kept light: see run.ts. */
export function buildProgram(io: Io): Command {
  const program = new Command("luota")
    .description("Quiet proof that customer-facing work happened.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "help on luota or one of its commands")
    .helpCommand("help [command]", "help on a command")
    .addHelpText("after", examples)
    .exitOverride()
    .configureOutput({ writeOut: io.terminal.out, writeErr: () => undefined });
  const run = program
    .command("run")
    .description("run a command and leave a true record of it")
    .helpOption(false)
    .allowUnknownOption()
    .argument("[words...]");
  run.helpInformation = () => runHelp;
  specifyReading(program, io);
  specifyVerifying(program, io);
  specifySignals(program, io);
  specifyEvidence(program, io);
  specifyPlanning(program, io);
  specifyIncidents(program, io);
  specifyKeeping(program, io);
  specifyDrill(program, io);
  specifyRecords(program, io);
  specifyRoutes(program, io);
  specifyProbing(program, io);
  specifyConfiguring(program, io);
  specifyWatching(program, io);
  specifyStore(program, io);
  for (const command of program.commands) settle(command, run, io);
  return program;
}

/** Words go through `io`, and what commander has against them comes back as an error. */
function settle(command: Command, run: Command, io: Io): void {
  if (command !== run) command.helpOption("-h, --help", "this text");
  command.exitOverride().configureOutput({ writeOut: io.terminal.out, writeErr: () => undefined });
  for (const inner of command.commands) settle(inner, run, io);
}
