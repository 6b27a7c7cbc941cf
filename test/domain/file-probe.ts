import type { FileProbe } from "../../src/domain/probe.ts";

/** A probe of a file of which nothing is asked but what is said. */
export function fileProbe(pattern: string, expect: Partial<FileProbe["expect"]> = {}): FileProbe {
  return {
    ...{ kind: "file", pattern, timeoutMs: 30_000, attempts: 1 },
    expect: {
      ...{ maxAgeMs: null, newerThanRun: false, minSize: null, maxSize: null, count: null },
      ...{ sha256: null, content: { matches: null, not: null } },
      ...expect,
    },
  };
}
