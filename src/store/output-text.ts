import type { CapturedStream, RunOutput } from "../domain/run.ts";
import { wellFormed } from "../domain/well-formed.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { digestText } from "./digest-text.ts";

/** Both streams as they lie in the store, and the digest of each. */
export interface OutputTexts {
  readonly stdout: string;
  readonly stderr: string;
  readonly stdoutDigest: string;
  readonly stderrDigest: string;
}

export function outputTexts(output: RunOutput | null): OutputTexts | null {
  if (output === null) return null;
  const stdout = streamText(output.stdout);
  const stderr = streamText(output.stderr);
  return {
    stdout,
    stderr,
    stdoutDigest: digestText(stdout),
    stderrDigest: digestText(stderr),
  };
}

function streamText(stream: CapturedStream): string {
  return canonicalJson(wellFormed({ ...stream }));
}
