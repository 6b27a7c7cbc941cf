import { execa } from "execa";
import type { AttemptOutcome, Receipt } from "../domain/attempt.ts";
import { boundedLine } from "./email-bounded.ts";
import type { SmtpLetter } from "./email-smtp.ts";

/** Gives a letter to a program of this machine that takes mail as `sendmail -i -f FROM -- TO` does. */
export async function giveToProgram(
  path: string,
  { from, to, bytes }: SmtpLetter,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  const child = execa(path, ["-i", "-f", from, "--", to], {
    input: bytes,
    cancelSignal: signal,
    forceKillAfterDelay: 1000,
    buffer: false,
    reject: false,
    all: true,
    extendEnv: false,
    env: plainEnvironment(),
    cwd: "/",
  });
  let said = "";
  child.all.on("data", (chunk: Buffer) => {
    if (said.length < mostSaid) said += chunk.toString("utf8");
  });
  // Its work is done when the program ends, even where a helper of it still holds on to its output.
  const ended = new Promise<Exit>((resolve) => {
    child.nodeChildProcess.once("exit", (code, killedBy) => {
      setTimeout(() => {
        child.all.destroy();
        resolve({ kind: "ended", code, killedBy });
      }, 100);
    });
  });
  const outcome = await Promise.race([ended, child.then(exitOf)]);
  return judge(path, outcome, said.trim(), signal.aborted);
}

const mostSaid = 4096;

type Exit =
  | { readonly kind: "ended"; readonly code: number | null; readonly killedBy: string | null }
  | { readonly kind: "unstarted"; readonly why: string };

function exitOf(result: {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
}): Exit {
  const { exitCode, signal } = result;
  return exitCode === undefined && signal === undefined
    ? { kind: "unstarted", why: result.code ?? "it could not be started" }
    : { kind: "ended", code: exitCode ?? null, killedBy: signal ?? null };
}

function judge(path: string, exit: Exit, said: string, wasStopped: boolean): AttemptOutcome {
  const words = said === "" ? "" : `: ${boundedLine(said.replace(/\r?\n/gu, " "), 500)}`;
  if (exit.kind === "unstarted") {
    if (wasStopped) return later(`time was up before ${path} was started`, null);
    return {
      kind: "refused",
      broken: true,
      reason: `${path} can't run (${exit.why})`,
      receipt: null,
    };
  }
  const { code, killedBy } = exit;
  if (wasStopped) return { kind: "unknown", reason: `${path} was stopped, it took too long` };
  if (code === null) {
    return { kind: "unknown", reason: `${path} was ended by ${killedBy ?? "a signal"}${words}` };
  }
  const receipt: Receipt = {
    text: said === "" ? `exit ${code}` : said,
    status: null,
    reference: null,
  };
  if (code === 0) return { kind: "delivered", receipt };
  const reason = `${path} ended with ${code}${words}`;
  // 64 and 78 are EX_USAGE and EX_CONFIG. Any other is not to be relied on: msmtp ends with 65
  // where a server says 550, others where it says 450.
  return code === 64 || code === 78
    ? { kind: "refused", broken: true, reason, receipt }
    : later(reason, receipt);
}

function later(reason: string, receipt: Receipt | null): AttemptOutcome {
  return { kind: "try-later", reason, receipt, retryAfterMs: null };
}

/** What such programs need to find their settings, and none of luota's own secrets. */
function plainEnvironment(): Record<string, string> {
  const kept = ["HOME", "USER", "LOGNAME", "TZ"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  return { ...Object.fromEntries(kept), PATH: path, LC_ALL: "C.UTF-8" };
}
