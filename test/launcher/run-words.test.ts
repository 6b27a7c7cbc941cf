import { describe, expect, test } from "vitest";
import { parseRunArguments } from "../../src/cli/run-arguments.ts";
import { runWordRows } from "./run-word-rows.ts";

describe("the command that the words of a run name", () => {
  test.each(runWordRows)("%j: %j", (words, command) => {
    expect(commandIn(words)).toEqual(command);
  });
});

function commandIn(words: readonly string[]): readonly string[] | null {
  const parsed = parseRunArguments(words);
  if (!parsed.ok || parsed.value.kind === "help") return null;
  const { command } = parsed.value.run;
  return command.kind === "argv" ? command.words : command.line.split(" ");
}
