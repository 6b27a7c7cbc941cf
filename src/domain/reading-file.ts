import { formatDuration } from "../base/duration.ts";
import { formatSize } from "../base/size.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { FileProbe } from "./probe.ts";
import { weighAge, weighNumber } from "./reading-compare.ts";
import { fact, problem, type Finding } from "./reading-finding.ts";
import type { Seen } from "./reading.ts";
import { weighText } from "./reading-text.ts";

type Expect = FileProbe["expect"];

/** File systems stamp with a coarser clock than the one that runs are timed by. */
const stampSlack = 10;

export function weighFile(
  expect: Expect,
  seen: Extract<Seen, { kind: "file" }>,
  at: EpochMilliseconds,
  runStartedAt: EpochMilliseconds | null,
): readonly Finding[] {
  const findings: Finding[] = [weighAge("it", seen.modifiedAt, expect.maxAgeMs, at)];
  if (expect.newerThanRun && runStartedAt !== null) {
    const early = runStartedAt - seen.modifiedAt;
    findings.push(
      early <= stampSlack
        ? fact("written since the run began")
        : problem(`it was written ${formatDuration(early)} before the run began`),
    );
  }
  const size = { min: expect.minSize, max: expect.maxSize };
  findings.push(weighNumber("its size", seen.size, size, formatSize));
  if (expect.count !== null || seen.count > 1)
    findings.push(
      weighNumber("the number of files", seen.count, expect.count ?? { min: null, max: null }),
    );
  if (expect.sha256 !== null && seen.sha256 !== null)
    findings.push(
      seen.sha256 === expect.sha256.toLowerCase()
        ? fact("its SHA-256 is as asked")
        : problem(`its SHA-256 is ${seen.sha256.slice(0, 12)}…, another one is asked`),
    );
  if (seen.content !== null)
    findings.push(...weighText("its content", expect.content, seen.content));
  return findings;
}

/** Nothing there is the worst age of all, unless nothing is what was asked for. */
export function weighNoFile(
  { count }: Expect,
  { pattern, others }: Extract<Seen, { kind: "no-file" }>,
): readonly Finding[] {
  const words = others === 0 ? `no file matches ${pattern}` : `${pattern} is no regular file`;
  const isAsked =
    count !== null && (count.min ?? 0) === 0 && (count.max !== null || count.min === 0);
  return [isAsked ? fact(words) : problem(words)];
}
