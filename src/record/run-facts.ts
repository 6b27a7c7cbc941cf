import { formatDuration } from "../base/duration.ts";
import type { Json, JsonObject } from "../base/json.ts";
import { formatSize } from "../base/size.ts";
import { commandLine } from "../domain/words/command-line.ts";
import type { RecordedRun, RunDocument } from "./document-parts.ts";
import { instantWords } from "./words.ts";

/** What of a run's JSON is shown as facts; what is absent is null. */
export function runFacts(
  run: RunDocument,
): readonly (readonly [label: string, text: string | null])[] {
  const command = run["command"];
  const words = Array.isArray(command) ? commandLine(command.map(String)) : null;
  const memory = run["peakMemory"];
  const duration = run["durationMs"];
  return [
    ["Outcome", ending(run)],
    ["Started", instantWords(run.startedAt)],
    ["Ended", run.endedAt === null ? null : instantWords(run.endedAt)],
    ["Took", typeof duration === "number" ? formatDuration(Math.round(duration)) : null],
    ["Slot", typeof run["slot"] === "string" ? instantWords(run["slot"]) : null],
    ["Command", words],
    ["Where", place(run)],
    ["SHA", text(run["sha"])],
    ["External id", text(run["externalId"])],
    ["Tags", pairs(run["tags"])],
    ["Peak memory", typeof memory === "number" ? formatSize(memory) : null],
    ["Summary", text(run["summary"])],
    ["Error", text(run["error"])],
  ];
}

function ending(run: RunDocument): string {
  const { outcome } = run;
  const [code, signal] = [run["exitCode"], run["signal"]];
  const by = typeof code === "number" ? `exit ${code}` : text(signal);
  return by === null ? outcome.replace("_", " ") : `${outcome.replace("_", " ")} (${by})`;
}

function place(run: RunDocument): string | null {
  const [host, user, cwd] = [run["host"], run["user"], run["cwd"]].map((each) => text(each));
  const parts = [host, user === null ? null : `as ${user}`, cwd === null ? null : `in ${cwd}`];
  const told = parts.filter((part) => part !== null && part !== undefined).join(" ");
  return told === "" ? null : told;
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function pairs(value: Json | undefined): string | null {
  if (!isRecord(value)) return null;
  const all = Object.entries(value).map(([key, each]) => `${key}=${plain(each)}`);
  return all.length === 0 ? null : all.join(", ");
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Payload as JSON text; null where there was none. */
export function runPayload(run: RunDocument): string | null {
  const payload = run["payload"] ?? null;
  return payload === null ? null : JSON.stringify(payload, null, 2);
}

/** One step of the promise that a run proved, or did not. */
export interface EvidenceLine {
  readonly step: string;
  /** `claimed`, `verified` … */
  readonly kind: string;
  readonly state: string;
  readonly values: string;
  readonly at: string | null;
}

export function runEvidence(run: RunDocument): readonly EvidenceLine[] {
  const evidence = run["evidence"];
  if (!Array.isArray(evidence)) return [];
  return (evidence as readonly Json[]).filter(isRecord).map((each) => {
    const said = [pairs(each["value"]), text(each["receipt"]), text(each["note"])];
    return {
      step: text(each["step"]) ?? "",
      kind: text(each["kind"]) ?? "",
      state: text(each["state"]) ?? "",
      values: said.filter((part) => part !== null).join("; "),
      at: text(each["at"]),
    };
  });
}

/** One captured stream of a run, as much of it as is shown. */
export interface OutputText {
  readonly stream: string;
  readonly bytes: number | null;
  /** Null where only its size is known. */
  readonly text: string | null;
  readonly cut: boolean;
}

/** The ends of the streams: at most `most` characters of each. */
export function runOutputs({ run, role }: RecordedRun, most: number): readonly OutputText[] {
  const output = run["output"];
  if (!isRecord(output)) return [];
  return ["stderr", "stdout"].flatMap((stream): readonly OutputText[] => {
    const part = output[stream];
    if (!isRecord(part)) return [];
    const bytes = typeof part["bytes"] === "number" ? part["bytes"] : null;
    const [head, tail] = [text(part["head"]), text(part["tail"])];
    if (bytes === 0 || bytes === null) return [];
    if (head === null && tail === null) return [{ stream, bytes, text: null, cut: false }];
    const truncated = part["truncated"] === true;
    const whole = truncated ? `${head ?? ""}\n[…]\n${tail ?? ""}` : (head ?? "") + (tail ?? "");
    // What a good run printed is there to compare with: its end will do.
    const room = role === "last-good" || role === "healed" ? Math.min(most, 600) : most;
    const cut = whole.length > room;
    const shown = cut ? whole.slice(-room).toWellFormed() : whole;
    return [{ stream, bytes, text: shown, cut: cut || truncated }];
  });
}
