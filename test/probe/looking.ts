import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Comparison, ResolvedProbe } from "../../src/domain/probe.ts";
import { weigh } from "../../src/domain/reading-weigh.ts";
import type { Reading, Weighed } from "../../src/domain/reading.ts";
import { lookAt } from "../../src/probe/look-at.ts";

export const looking = { timeoutMs: 10_000, attempts: 1 };
export const noText = { matches: null, not: null };
export const anyValue: Comparison = {
  ...{ min: null, max: null, equals: null, matches: null, maxAgeMs: null },
};

/** A folder of one test. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "luota-probe-"));

  in(name: string): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Looks for real, and weighs what was seen. */
export async function look(
  probe: ResolvedProbe,
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly reading: Reading; readonly weighed: Weighed }> {
  const world = {
    environment: { PATH: process.env["PATH"] ?? "/usr/bin:/bin", ...environment },
    ...{ cwd: "/", shell: "/bin/sh", now: Date.now },
  };
  const reading = await lookAt(probe, world, null, new AbortController().signal);
  return { reading, weighed: weigh(probe, reading) };
}

/** In one line: `bad: it is 2h old, at most 1h is allowed`. */
export async function lookInWords(
  probe: ResolvedProbe,
  environment?: Readonly<Record<string, string>>,
): Promise<string> {
  const { weighed } = await look(probe, environment);
  return weighed.state === "good" ? "good" : `${weighed.state}: ${weighed.problems.join(", ")}`;
}
