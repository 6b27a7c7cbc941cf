import { firstSlots, gapAt } from "../domain/cadence.ts";
import type { Monitor } from "../domain/monitor.ts";
import { matchesNamePattern } from "../domain/name-pattern.ts";
import type { CheckedFile } from "./check-file.ts";
import type { Config } from "./config.ts";
import type { Entry } from "./entry.ts";
import { placeInFile, type At } from "./parsed-file.ts";
import { repeatsName } from "./promise-words.ts";
import type { ConfigNote, Note, PathPart } from "./problem.ts";

/** What is worth a word in a config that works. */
export function findNotes(files: readonly CheckedFile[], config: Config): readonly ConfigNote[] {
  const monitors = new Map(config.monitors.map((monitor) => [monitor.name, monitor]));
  const used = usedRoutes(config);
  return [
    ...files
      .flatMap((file) => file.monitors)
      .flatMap((entry) => {
        const monitor = monitors.get(entry.name);
        return monitor === undefined ? [] : monitorNotes(entry, monitor, config);
      }),
    ...files
      .flatMap((file) => file.owners)
      .filter((entry) => entry.raw?.routes === undefined)
      .map((entry) => note(entry, [], "key", { kind: "owner-without-routes", owner: entry.name })),
    ...files
      .flatMap((file) => file.routes)
      .filter((entry) => !used.has(entry.name))
      .map((entry) => note(entry, [], "key", { kind: "unused-route", route: entry.name })),
    ...files
      .flatMap((file) => file.silences)
      .flatMap((entry, index) => {
        const patterns = config.silences[index]?.monitors ?? [];
        return patterns
          .filter(
            (pattern) => !config.monitors.some(({ name }) => matchesNamePattern(pattern, name)),
          )
          .map((read) => {
            const known = [...monitors.keys()];
            return note(entry, ["monitors"], "value", {
              kind: "silence-fits-nothing",
              read,
              known,
            });
          });
      }),
  ];
}

function monitorNotes(entry: Entry<unknown>, monitor: Monitor, config: Config): ConfigNote[] {
  const { name, promise } = monitor;
  const notes: ConfigNote[] = [];
  const add = (path: readonly PathPart[], at: At, what: Note) =>
    notes.push(note(entry, path, at, what));
  if (promise === null) add([], "key", { kind: "no-promise", monitor: name });
  else if (repeatsName(promise, name)) {
    add(["promise"], "value", { kind: "promise-repeats-name", monitor: name, promise });
  }
  if (monitor.owner === null && monitor.routes === null) {
    const owners = config.owners.map((owner) => owner.name);
    add([], "key", { kind: "no-owner", monitor: name, owners });
  }
  if (monitor.job !== null && monitor.cadence.kind === "none") {
    add(["command"], "key", { kind: "nothing-starts-it", monitor: name });
  }
  const { timeoutMs, finishWithinMs } = monitor;
  if (timeoutMs !== null && finishWithinMs !== null && timeoutMs <= finishWithinMs) {
    add(["finishWithin"], "key", { kind: "timeout-before-finish", monitor: name });
  }
  for (const key of ["grace", "timeout", "finishWithin"] as const) {
    const lengthMs = monitor[`${key}Ms`];
    const gapMs = lengthMs === null ? null : usualGap(monitor);
    if (lengthMs !== null && gapMs !== null && lengthMs > gapMs) {
      add([key], "key", { kind: "longer-than-gap", monitor: name, key, lengthMs, gapMs });
    }
  }
  return notes;
}

/** The gap at one day of no meaning: a note needs no more. */
function usualGap({ cadence }: Monitor): number | null {
  const [slot] = firstSlots(cadence, Date.UTC(2026, 0, 12), 1);
  return slot === undefined ? null : gapAt(cadence, slot);
}

function usedRoutes(config: Config): ReadonlySet<string> {
  return new Set([
    ...config.owners.flatMap((owner) => owner.routes),
    ...config.owners.flatMap((owner) => owner.escalate.flatMap((step) => step.routes)),
    ...config.monitors.flatMap((monitor) => monitor.routes ?? []),
  ]);
}

function note(entry: Entry<unknown>, path: readonly PathPart[], at: At, what: Note): ConfigNote {
  const whole = [...entry.path, ...path];
  return { place: placeInFile(entry.file, whole, at), path: whole, what };
}
