import type { Command, CommanderError } from "commander";
import { exitCode } from "../../base/exit-code.ts";
import { nearestName } from "../../domain/nearest-name.ts";
import type { Terminal } from "../terminal.ts";

/** Turns commander's complaint into one line of ours; help and version are answers, not complaints. */
export function complainOfUsage(
  error: CommanderError,
  program: Command,
  words: readonly string[],
  terminal: Terminal,
): number {
  if (error.exitCode === 0) return exitCode.done;
  terminal.err(`luota: ${lineFor(error, program, words)}`);
  return exitCode.usage;
}

function lineFor(error: CommanderError, program: Command, words: readonly string[]): string {
  const command = program.commands.find((each) => each.name() === words[0]);
  const help = command === undefined ? "luota --help" : `luota ${command.name()} --help`;
  const said = error.message.replace(/^error: /u, "").split("\n")[0] ?? "";
  return `${said}${suggestion(error, program, command, words)} (see ${help})`;
}

function suggestion(
  error: CommanderError,
  program: Command,
  command: Command | undefined,
  words: readonly string[],
): string {
  const known = {
    "commander.unknownCommand": () => program.commands.map((each) => each.name()),
    "commander.unknownOption": () =>
      (command ?? program).options.flatMap((option) =>
        option.long === undefined ? [] : [option.long],
      ),
  }[error.code];
  if (known === undefined) return "";
  const read = /'([^']*)'/u.exec(error.message)?.[1] ?? words[0] ?? "";
  const near = nearestName(read, known());
  return near === null ? "" : `; did you mean ${near}?`;
}
