import { CommanderError } from "commander";
import { exitCode } from "../base/exit-code.ts";
import { complainOfUsage } from "./complain/usage.ts";
import { currentFolder } from "./current-folder.ts";
import type { Io } from "./io.ts";
import { buildProgram, examples } from "./program.ts";
import { processTerminal } from "./terminal.ts";

/** Reads the words of a command line and does what they say; the exit code. */
export async function obey(words: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  let code: number = exitCode.done;
  const io: Io = {
    terminal,
    environment: process.env,
    cwd: currentFolder() ?? "/",
    uid: process.getuid?.() ?? -1,
    now: Date.now,
    exit: (given) => {
      code = given;
    },
  };
  const program = buildProgram(io);
  if (words.length === 0) {
    terminal.out(program.helpInformation() + examples);
    return exitCode.done;
  }
  try {
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return complainOfUsage(error, program, words, terminal);
    throw error;
  }
}
