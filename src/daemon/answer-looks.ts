import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { lookAt } from "../probe/look-at.ts";
import type { Answered } from "./look-as.ts";
import type { LookRequest } from "./look-request.ts";

/** Does the looks that another process asks for, a line each, with the permissions of this one. */
export async function answerLooks(
  input: Readable,
  answer: (line: string) => void,
  now: () => number,
): Promise<void> {
  const stop = new AbortController();
  const going: Promise<void>[] = [];
  for await (const line of createInterface({ input })) {
    const request = JSON.parse(line) as LookRequest;
    going.push(
      lookFor(request, now, stop.signal).then((answered) => {
        answer(`${JSON.stringify(answered)}\n`);
      }),
    );
  }
  await Promise.all(going);
}

async function lookFor(
  { id, probe, environment, cwd, shell, runStartedAt }: LookRequest,
  now: () => number,
  stop: AbortSignal,
): Promise<Answered> {
  const reading = await lookAt(probe, { environment, cwd, shell, now }, runStartedAt, stop);
  return { id, reading };
}
