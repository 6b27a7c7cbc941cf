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
  const path = commandsNamed(program, words);
  const command = path.at(-1);
  const help = ["luota", ...path.map((each) => each.name()), "--help"].join(" ");
  if (command !== undefined && error.code === "commander.help")
    return `${command.name()} needs one of: ${command.commands.map((each) => each.name()).join(", ")} (see ${help})`;
  const said = error.message.replace(/^error: /u, "").split("\n")[0] ?? "";
  return `${said}${suggestion(error, command ?? program, words)} (see ${help})`;
}

/** The command that was called, with those that it belongs to: `config`, `config check`. */
function commandsNamed(program: Command, words: readonly string[]): readonly Command[] {
  const path: Command[] = [];
  for (const word of words) {
    const inner = (path.at(-1) ?? program).commands.find((each) => each.name() === word);
    if (inner === undefined) break;
    path.push(inner);
  }
  return path;
}

function suggestion(error: CommanderError, command: Command, words: readonly string[]): string {
  const known = {
    "commander.unknownCommand": () => command.commands.map((each) => each.name()),
    "commander.unknownOption": () =>
      command.options.flatMap((option) => (option.long === undefined ? [] : [option.long])),
  }[error.code];
  if (known === undefined) return "";
  const read = /'([^']*)'/u.exec(error.message)?.[1] ?? words[0] ?? "";
  const near = nearestName(read, known());
  return near === null ? "" : `; did you mean ${near}?`;
}
