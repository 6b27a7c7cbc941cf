import { formatDuration } from "../../base/duration.ts";
import { formatSize } from "../../base/size.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Comparison, NumberRange, Probe, TextExpectation } from "../probe.ts";

/** What is looked at, in few words and without secrets. */
export function probeSubject(probe: Probe): string {
  switch (probe.kind) {
    case "file":
      return probe.pattern;
    case "command":
      return typeof probe.command === "string" ? probe.command : probe.command.join(" ");
    case "http":
      return probe.url.kind === "text" ? `${probe.method} ${probe.url.text}` : "an HTTP address";
    case "sql":
      return probe.database.kind === "sqlite" ? probe.database.path : "PostgreSQL";
    default:
      return unreachable(probe);
  }
}

/** What must be true of it; null where all that is asked is that it is there. */
export function probeExpects(probe: Probe): string | null {
  const asked = expectations(probe).filter((words) => words !== null);
  return asked.length === 0 ? null : asked.join(", ");
}

function expectations(probe: Probe): readonly (string | null)[] {
  switch (probe.kind) {
    case "file": {
      const { maxAgeMs, newerThanRun, minSize, maxSize, count, sha256, content } = probe.expect;
      return [
        age(maxAgeMs),
        newerThanRun ? "written since the run began" : null,
        minSize === null ? null : `at least ${formatSize(minSize)}`,
        maxSize === null ? null : `at most ${formatSize(maxSize)}`,
        ...(count === null ? [] : range(count).map((words) => words && `${words} files`)),
        sha256 === null ? null : `SHA-256 ${sha256.slice(0, 12)}…`,
        ...text(content),
      ];
    }
    case "command": {
      const { exitCodes, output, value } = probe.expect;
      const code = `exit code ${exitCodes.join(" or ")}`;
      return [code, ...text(output), ...(value === null ? [] : comparison(value))];
    }
    case "http": {
      const { status, headers, json, body, withinMs, certificateDays } = probe.expect;
      return [
        `status ${status.length === 0 ? "200 to 299" : status.join(" or ")}`,
        ...Object.entries(headers).map(([name, matches]) => `${name} matching ${matches}`),
        ...json.flatMap(({ path, value }) =>
          comparison(value).map((words) => words && `${path} ${words}`),
        ),
        ...text(body),
        withinMs === null ? null : `answered within ${formatDuration(withinMs)}`,
        certificateDays === null ? null : `a certificate valid for ${certificateDays} days`,
      ];
    }
    case "sql":
      return comparison(probe.expect.value);
    default:
      return unreachable(probe);
  }
}

function comparison({ equals, matches, maxAgeMs, ...limits }: Comparison): (string | null)[] {
  const same = equals === null ? null : `equal to ${String(equals)}`;
  return [same, ...range(limits), matches === null ? null : `matching ${matches}`, age(maxAgeMs)];
}

function range({ min, max }: NumberRange): (string | null)[] {
  return [min === null ? null : `at least ${min}`, max === null ? null : `at most ${max}`];
}

function text({ matches, not }: TextExpectation): (string | null)[] {
  return [
    matches === null ? null : `matching ${matches}`,
    not === null ? null : `not matching ${not}`,
  ];
}

function age(maxAgeMs: number | null): string | null {
  return maxAgeMs === null ? null : `not older than ${formatDuration(maxAgeMs)}`;
}
