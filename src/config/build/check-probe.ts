import type { Probe } from "../../domain/probe.ts";
import type { Complain } from "../entry.ts";
import type { RawProbe } from "../shape/probe.ts";
import { asksNothing } from "./comparison.ts";
import { conflict } from "./conflict.ts";

const kinds = ["file", "command", "http", "sql"] as const satisfies readonly Probe["kind"][];

/** What may be asked of each kind; `timeout` and `attempts` of all. */
const fitting: Readonly<Record<Probe["kind"], readonly (keyof RawProbe)[]>> = {
  file: ["maxAge", "newerThan", "minSize", "maxSize", "count", "sha256", "matches", "not"],
  command: ["matches", "not", "exitCode", "value", "maxAge"],
  http: [],
  sql: ["query", "value", "maxAge"],
};

const asked = [...new Set(Object.values(fitting).flat())];

/** What a probe looks at; null where nothing says so. */
export function kindOf(raw: RawProbe): Probe["kind"] | null {
  return kinds.find((kind) => raw[kind] !== undefined) ?? null;
}

/** Complains of what can't be true together in one probe; false where there is no telling what it looks at. */
export function checkProbe(
  raw: RawProbe,
  complain: Complain,
  { ofRun }: { readonly ofRun: boolean },
): boolean {
  const [kind, ...more] = kinds.filter((each) => raw[each] !== undefined);
  if (kind === undefined) {
    complain([], "key", { kind: "needs-one-of", keys: kinds });
    return false;
  }
  for (const other of more)
    complain([other], "key", conflict([kind, other], "a probe looks at one thing"));
  for (const key of asked) {
    if (raw[key] === undefined || fitting[kind].includes(key)) continue;
    complain([key], "key", conflict([kind, key], whereTo(kind, key)));
  }
  if (kind === "file") checkFile(raw, complain, ofRun);
  if (kind === "sql") checkSql(raw, complain);
  if (raw.value !== undefined && asksNothing(raw.value))
    complain(["value"], "key", { kind: "needs-one-of", keys: comparisons });
  return more.length === 0;
}

const comparisons = ["min", "max", "equals", "matches", "maxAge"];

function whereTo(kind: Probe["kind"], key: string): string {
  if (kind === "http" && (key === "matches" || key === "not")) return `write it inside \`http\``;
  const others = kinds.filter((each) => fitting[each].some((name) => name === key));
  return `\`${key}\` is asked of a ${others.join(" or a ")}`;
}

function checkFile(raw: RawProbe, complain: Complain, ofRun: boolean): void {
  if (raw.newerThan === "run" && !ofRun) {
    const expected = "a duration, since no run is looked at here";
    complain(["newerThan"], "value", { kind: "bad-form", read: "run", expected, example: "26h" });
  }
  if (raw.newerThan !== undefined && raw.newerThan !== "run" && raw.maxAge !== undefined)
    complain(["newerThan"], "key", conflict(["maxAge", "newerThan"], "both say how old it may be"));
  checkRange(["maxSize"], "minSize", "maxSize", raw.minSize, raw.maxSize, complain);
  checkRange(["count", "max"], "min", "max", raw.count?.min, raw.count?.max, complain);
}

function checkSql(raw: RawProbe, complain: Complain): void {
  const { sqlite, postgres } = raw.sql ?? {};
  if (sqlite !== undefined && postgres !== undefined)
    complain(["sql", "postgres"], "key", conflict(["sqlite", "postgres"], "one database is asked"));
  if (sqlite === undefined && postgres === undefined)
    complain(["sql"], "key", { kind: "needs-one-of", keys: ["sqlite", "postgres"] });
  if (raw.query === undefined) complain([], "key", { kind: "needs-one-of", keys: ["query"] });
  if (raw.value === undefined && raw.maxAge === undefined)
    complain([], "key", { kind: "needs-one-of", keys: ["maxAge", "value"] });
}

function checkRange(
  place: readonly string[],
  low: string,
  high: string,
  least: number | undefined,
  most: number | undefined,
  complain: Complain,
): void {
  if (least === undefined || most === undefined || least <= most) return;
  complain(place, "value", conflict([low, high], "nothing could be so much and so little"));
}
