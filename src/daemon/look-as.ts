import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Reading } from "../domain/reading.ts";
import type { Environment } from "../process/launch.ts";
import type { LookRequest } from "./look-request.ts";

/** A process of another user, which looks with no more than that user may read. */
export interface OtherEyes {
  readonly look: (request: LookRequest) => Promise<Reading>;
  /** It ends when what was asked is done. */
  readonly close: () => void;
}

/** `words` start it; it answers each line that it is given with one line. */
export function openOtherEyes(
  words: readonly string[],
  environment: Environment,
  now: () => number,
): OtherEyes {
  const [program = "", ...rest] = words;
  const child = spawn(program, rest, { env: environment, stdio: ["pipe", "pipe", "ignore"] });
  const waiting = new Map<string, (reading: Reading) => void>();
  let gone: string | null = null;
  const end = (reason: string): void => {
    gone ??= reason;
    for (const answer of waiting.values()) answer(nothing(reason));
    waiting.clear();
  };
  child.on("error", (error) => {
    end(`no process of that user can be started: ${error.message}`);
  });
  child.on("close", () => {
    end("the process of that user that looks ended before it was done");
  });
  child.stdin.on("error", () => undefined);
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { id, reading } = JSON.parse(line) as Answered;
    waiting.get(id)?.(reading);
    waiting.delete(id);
  });
  const nothing = (reason: string): Reading => {
    return { at: now(), tookMs: 0, attempts: 1, seen: { kind: "unknown", reason } };
  };
  return {
    look: async (request) =>
      await new Promise((resolve) => {
        if (gone !== null) {
          resolve(nothing(gone));
          return;
        }
        waiting.set(request.id, resolve);
        child.stdin.write(`${JSON.stringify(request)}\n`);
      }),
    close: () => {
      child.stdin.end();
    },
  };
}

/** What such a process answers, a line each. */
export interface Answered {
  readonly id: string;
  readonly reading: Reading;
}
