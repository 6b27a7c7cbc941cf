import { closeSync, constants, openSync, readSync, statSync, type Stats } from "node:fs";
import { basename, resolve } from "node:path";
import type { ScriptFacts } from "../domain/run.ts";
import { sha256Hex } from "../text/digest.ts";
import { userName } from "./user-name.ts";

/** Interpreters whose first operand is the program that a person edits. */
const interpreter =
  /^(?:(?:ba|da|k|z|a)?sh|python[\d.]*|perl[\d.]*|ruby[\d.]*|php[\d.]*|node|deno|bun|tclsh|lua[\d.]*|Rscript)$/u;

const largestDigested = 2 ** 20;

/**
 * What later explains a change: which file was run, whose it was, when it was last edited, and its digest.
 * Null where the command names no file (a shell builtin, a missing program).
 */
export function scriptFacts(
  command: readonly string[],
  program: string | null,
  cwd: string,
): ScriptFacts | null {
  const operand = interpreter.test(basename(command[0] ?? "")) ? firstOperand(command) : undefined;
  return (
    (operand === undefined ? null : factsOf(resolve(cwd, operand))) ??
    (program === null ? null : factsOf(resolve(cwd, program)))
  );
}

/** The option of an interpreter after which there is no file but a text, or a module. */
function inlineOption(name: string): RegExp {
  if (name.endsWith("sh")) return /^-[A-Za-z]*c$/u;
  if (name.startsWith("python")) return /^-[A-Za-z]*[cm]$/u;
  if (name.startsWith("php")) return /^(?:-r|--run)$/u;
  if (name === "node" || name === "bun") return /^(?:-e|-p|-pe|--eval|--print)(?:=|$)/u;
  return /^-[a-z]*[eE]$/u;
}

/** The first word after the interpreter that is no option. */
function firstOperand(command: readonly string[]): string | undefined {
  const inline = inlineOption(basename(command[0] ?? ""));
  for (const word of command.slice(1)) {
    if (!word.startsWith("-")) return word;
    if (inline.test(word) || word === "-") return undefined;
  }
  return undefined;
}

function factsOf(path: string): ScriptFacts | null {
  const facts = look(path);
  if (facts?.isFile() !== true) return null;
  return {
    path,
    owner: userName(facts.uid),
    modifiedAt: Math.round(facts.mtimeMs),
    size: facts.size,
    digest: facts.size <= largestDigested ? digestOfScript(path) : null,
  };
}

/** An operand may be anything, also a program text longer than any name, or lie where this user may not look. */
function look(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** Compiled programs are told apart by size and mtime; hashing them would cost more than it says. */
function digestOfScript(path: string): string | null {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const first = new Uint8Array(elfMagic.length);
    readSync(descriptor, first, 0, first.length, 0);
    if (first.every((byte, index) => byte === elfMagic[index])) return null;
    const content = new Uint8Array(largestDigested);
    const length = readSync(descriptor, content, 0, content.length, 0);
    return sha256Hex(content.subarray(0, length));
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** How the system's compiled programs begin. */
const elfMagic = [0x7f, 0x45, 0x4c, 0x46];
