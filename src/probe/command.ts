import { formatDuration } from "../base/duration.ts";
import type { CommandProbe, Scalar } from "../domain/probe.ts";
import { findMatch, seeText, tooSlow } from "./match.ts";
import { runProgram, type Ended } from "./run-program.ts";
import { unknown, type Look } from "./world.ts";

const longestExcerpt = 1_000;

/** A shell says these of a program that it can't find or start; so it is not the promise that failed. */
const notFound = 127;
const notStartable = 126;

export const lookAtCommand: Look<CommandProbe> = async (probe, world, stop) => {
  const { command, expect } = probe;
  const words = typeof command === "string" ? [world.shell, "-c", command] : command;
  const ended = await runProgram(words, world, stop);
  switch (ended.kind) {
    case "stopped":
      return unknown(`the command did not end within ${formatDuration(probe.timeoutMs)}`);
    case "unstartable":
      return unknown(unstartable(words[0] ?? "", ended.code));
    case "signaled":
      return unknown(`the command was ended by ${ended.signal}`);
    case "exited":
      return seeEnd(expect, ended);
  }
};

function unstartable(program: string, code: string): string {
  if (code === "ENOENT") return `${program} is not there, or the directory it is to run in`;
  return `${program} can't be started: ${code === "EACCES" ? "permission denied" : code}`;
}

function seeEnd(
  expect: CommandProbe["expect"],
  { exitCode, stdout, stderr }: Extract<Ended, { kind: "exited" }>,
) {
  const all = stderr.text === "" ? stdout.text : `${stdout.text}\n${stderr.text}`;
  const excerpt = (stdout.text.trim() === "" || exitCode !== 0 ? all : stdout.text)
    .trim()
    .slice(-longestExcerpt);
  const isGood = expect.exitCodes.includes(exitCode);
  if (!isGood && (exitCode === notFound || exitCode === notStartable))
    return unknown(`the command can't be run (exit code ${exitCode}): ${lastLine(excerpt)}`);
  const output = seeText(expect.output, all, stdout.whole && stderr.whole);
  const value = readValue(expect, stdout.text);
  const form = expect.value?.matches ?? null;
  const match = form === null || value === null ? null : findMatch(form, String(value));
  if (output === null || match?.kind === "too-slow") return unknown(tooSlow);
  const valueMatched = match === null ? null : match.kind === "match";
  return { kind: "command", exitCode, output, value, valueMatched, excerpt } as const;
}

/** What the parentheses of `matches` took, else all that was printed, if that is one line. */
function readValue({ output, value }: CommandProbe["expect"], printed: string): Scalar {
  if (value === null) return null;
  const match = output.matches === null ? null : findMatch(output.matches, printed);
  if (match?.kind === "match" && match.group !== null) return match.group.trim();
  const line = printed.trim();
  return line === "" || line.includes("\n") || line.length > longestExcerpt ? null : line;
}

function lastLine(text: string): string {
  return text.split("\n").at(-1)?.slice(0, 200) ?? "";
}
