import type { Json, JsonObject } from "../base/json.ts";
import { isObject } from "./decode.ts";

/** Whose summary is read. */
export const summarySources = ["restic", "borg"] as const;
export type SummarySource = (typeof summarySources)[number];

/** What a backup program says of a backup; `reason`: why that proves nothing. */
export type BackupSummary =
  | { readonly kind: "backup"; readonly values: JsonObject }
  | { readonly kind: "no-proof"; readonly values: JsonObject; readonly reason: string };

/** One line of `restic backup --json`: its summary, or null for anything else that it tells. */
export function resticSummary(line: string): BackupSummary | null {
  const read = parse(line);
  if (read === null || read["message_type"] !== "summary") return null;
  const values = present({
    snapshot: read["snapshot_id"],
    files: read["total_files_processed"],
    bytes: read["total_bytes_processed"],
    added: read["data_added"],
    filesNew: read["files_new"],
    filesChanged: read["files_changed"],
    filesUnmodified: read["files_unmodified"],
    seconds: read["total_duration"],
    dryRun: read["dry_run"],
  });
  if (read["dry_run"] === true)
    return { kind: "no-proof", values, reason: "restic only tried what it would do (dry run)" };
  return isId(read["snapshot_id"])
    ? { kind: "backup", values }
    : { kind: "no-proof", values, reason: "restic's summary names no snapshot" };
}

/** What `borg create --json` prints, as a whole. */
export function borgSummary(text: string): BackupSummary | null {
  const read = parse(firstOf(text));
  const archive = read === null ? null : (read["archive"] ?? null);
  if (!isObject(archive)) return null;
  const stats = isObject(archive["stats"]) ? archive["stats"] : {};
  const values = present({
    snapshot: archive["id"],
    archive: archive["name"],
    files: stats["nfiles"],
    bytes: stats["original_size"],
    added: stats["deduplicated_size"],
    seconds: archive["duration"],
  });
  return isId(archive["id"])
    ? { kind: "backup", values }
    : { kind: "no-proof", values, reason: "borg's summary names no archive id" };
}

/** borgmatic puts the summaries of its repositories into a list. */
function firstOf(text: string): string {
  if (!text.trimStart().startsWith("[")) return text;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? JSON.stringify(list[0] ?? null) : text;
  } catch {
    return text;
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isId(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{8,64}$/u.test(value);
}

/** Texts, numbers and true or false, as far as they are there. */
function present(values: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Json] =>
      ["string", "number", "boolean"].includes(typeof entry[1]),
    ),
  );
}
