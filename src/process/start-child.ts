import { spawn, type ChildProcess } from "node:child_process";
import { fail, ok, type Result } from "../base/result.ts";
import {
  findProgram,
  missingInterpreter,
  unstartableFor,
  type Unstartable,
} from "./find-program.ts";
import type { OutputDescriptors } from "./output.ts";
import type { JobRequest } from "./request.ts";
import { shellLine, startWords, type StartWords } from "./start-words.ts";

export type { Unstartable } from "./find-program.ts";
export type Child = ChildProcess & { readonly pid: number };

/** Starts the job's own process, or says why it can't be, as the caller's shell would. */
export function startChild(
  request: JobRequest,
  output: OutputDescriptors,
  ownGroup: boolean,
): Result<Child, Unstartable> {
  const { command, launch, cwd } = request;
  if (command.kind === "shell") {
    return spawnWords(shellLine(command.line, launch, request.env), request, output, ownGroup);
  }
  const [word = "", ...rest] = command.words;
  const program = findProgram(word, request.env, cwd);
  if (!program.ok) return program;
  const direct = startWords(program.value, command.words, launch, request.env);
  const seen =
    program.value.startsWith("/") || cwd === null ? program.value : `${cwd}/${program.value}`;
  const missing = missingInterpreter(seen);
  if (missing !== null) {
    return fail({ exitCode: 127, reason: `its interpreter ${missing} is not there` });
  }
  const started = spawnWords(direct, request, output, ownGroup);
  if (started.ok || !isFormatFailure(started.failure)) return started;
  // A script without #! is the shell's own to run.
  const script: StartWords = { file: "/bin/sh", words: ["sh", program.value, ...rest] };
  return spawnWords(script, request, output, ownGroup);
}

function isFormatFailure(failure: Unstartable): boolean {
  return failure.reason === unstartableFor(Object.assign(new Error(), { code: "ENOEXEC" })).reason;
}

function spawnWords(
  { file, words }: StartWords,
  request: JobRequest,
  [out, err]: OutputDescriptors,
  ownGroup: boolean,
): Result<Child, Unstartable> {
  const [argv0 = file, ...rest] = words;
  try {
    const child = spawn(file, rest, {
      argv0,
      env: request.env,
      stdio: [request.sink === "discard" ? "ignore" : 0, out, err, ...inherited(request)],
      detached: ownGroup,
      ...(request.cwd === null ? {} : { cwd: request.cwd }),
    });
    if (child.pid !== undefined) return ok(child as Child);
    return fail(failureOf(child));
  } catch (error) {
    return fail(unstartableFor(error));
  }
}

/** Node tells of some failures only later, by an event: the number is there at once. */
function failureOf(child: ChildProcess): Unstartable {
  child.on("error", () => undefined);
  return unstartableFor(Object.assign(new Error(), { code: codeOfNumber(child.exitCode) }));
}

function codeOfNumber(exitCode: number | null): string {
  if (exitCode === -2) return "ENOENT";
  if (exitCode === -13) return "EACCES";
  return "EAGAIN";
}

/** Descriptors of 3 and up, each at its own number; those in between stay closed. */
function inherited({ launch }: JobRequest): (number | "ignore")[] {
  const numbers = launch.inheritedDescriptors;
  const highest = Math.max(2, ...numbers);
  return Array.from({ length: highest - 2 }, (_, index) =>
    numbers.includes(index + 3) ? index + 3 : "ignore",
  );
}
