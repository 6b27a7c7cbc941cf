import { formatSize } from "../../base/size.ts";
import type { Json } from "../../base/json.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Evidence, EvidenceFile } from "../evidence.ts";

/** A piece of evidence in one line: how it is known, and all that it says. */
export function evidenceWords(evidence: Omit<Evidence, "at">): string {
  const { values, files, receipt, note } = evidence;
  const named = Object.entries(values).map(([key, value]) => `${key}=${plain(value)}`);
  const parts = [
    stateWords(evidence),
    named.join(" "),
    ...files.map(fileWords),
    receipt === null ? "" : `receipt: ${receipt}`,
    note ?? "",
  ];
  return parts.filter((part) => part !== "").join("; ");
}

function stateWords({ state, source }: Pick<Evidence, "state" | "source">): string {
  const how = { claimed: "claimed", verified: "verified", elsewhere: "proven elsewhere" }[source];
  switch (state) {
    case "good":
      return how;
    case "bad":
      return source === "claimed" ? "the job says that it failed" : "looked at, and not so";
    case "unknown":
      return `${source === "claimed" ? "claimed" : "looked at"}, which proves nothing`;
    default:
      return unreachable(state);
  }
}

function fileWords({ path, size, sha256 }: EvidenceFile): string {
  const digest = sha256 === null ? "" : `, sha256 ${sha256.slice(0, 12)}`;
  return `${path} (${formatSize(size)}${digest})`;
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
