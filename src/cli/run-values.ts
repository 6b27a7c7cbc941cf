import { parseDuration, type Milliseconds } from "../base/duration.ts";
import type { Json } from "../base/json.ts";
import type { PayloadSource, RunArguments, RunComplaint } from "./run-request.ts";
import type { RunWords } from "./run-words.ts";

export type RunValues = Pick<
  RunArguments,
  | "timeoutMs"
  | "killAfterMs"
  | "capture"
  | "sha"
  | "tags"
  | "payload"
  | "externalId"
  | "summary"
  | "store"
>;

/** Understands the values of the options; what it can't is complained of and left at its default. */
export function readRunValues(values: RunWords["values"], complaints: RunComplaint[]): RunValues {
  const last = (option: string): string | null => values.get(option)?.at(-1) ?? null;
  const duration = (option: string): Milliseconds | null => {
    const text = last(option);
    if (text === null) return null;
    const parsed = parseDuration(text);
    if (parsed.ok && parsed.value > 0) return parsed.value;
    complaints.push({
      kind: "bad-value",
      option,
      value: text,
      allowed: "a duration such as 90s, 10m or 1h30m",
    });
    return null;
  };
  return {
    timeoutMs: duration("--timeout"),
    killAfterMs: duration("--kill-after"),
    capture: readCapture(last("--capture"), complaints),
    sha: last("--sha"),
    tags: readTags(values.get("--tag") ?? [], complaints),
    payload: readPayload(last("--payload"), complaints),
    externalId: last("--external-id"),
    summary: last("--summary"),
    store: last("--store"),
  };
}

function readCapture(text: string | null, complaints: RunComplaint[]): RunArguments["capture"] {
  if (text === null || text === "both") return "both";
  if (text === "stderr" || text === "none") return text;
  complaints.push({
    kind: "bad-value",
    option: "--capture",
    value: text,
    allowed: "both, stderr or none",
  });
  return "both";
}

function readTags(words: readonly string[], complaints: RunComplaint[]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const word of words) {
    const equals = word.indexOf("=");
    if (equals > 0) tags[word.slice(0, equals)] = word.slice(equals + 1);
    else complaints.push({ kind: "bad-value", option: "--tag", value: word, allowed: "key=value" });
  }
  return tags;
}

/** A payload that is not JSON is kept as a string: what the job wanted remembered is not thrown away. */
function readPayload(text: string | null, complaints: RunComplaint[]): PayloadSource {
  if (text === null) return { kind: "none" };
  if (text.startsWith("@")) return { kind: "file", path: text.slice(1) };
  try {
    return { kind: "value", value: JSON.parse(text) as Json };
  } catch {
    complaints.push({ kind: "payload-not-json", value: text });
    return { kind: "value", value: text };
  }
}
