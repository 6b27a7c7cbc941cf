import { resolve } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { noteExport } from "../../store/exports.ts";
import { sha256Hex } from "../../text/digest.ts";
import { placeFile } from "../../record/bundle-place.ts";
import type { IncidentRecordDocument } from "../../record/document.ts";
import { renderRecordHtml } from "../../record/html.ts";
import { canonicalRecord, prettyRecord } from "../../record/json.ts";
import { renderRecordMarkdown } from "../../record/markdown.ts";
import { describeExportFailure } from "../complain/export.ts";
import { quote } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import type { ExportOptions } from "../options.ts";
import { readRecordDocument } from "./compose-record.ts";
import { exportBundle } from "./export-bundle.ts";
import { exportProof } from "./export-proof.ts";
import { findToExport } from "./find-to-export.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { withWatch } from "./with-watch.ts";

export const exportFormats = ["json", "markdown", "html", "bundle"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** `luota export INC-n|NAME`: the record of an incident, or with `--since` the proof of a period. */
export async function exportRecord(
  word: string | undefined,
  options: ExportOptions,
  io: Io,
): Promise<number> {
  const format = exportFormats.find((each) => each === options.format);
  if (format === undefined) {
    const near = options.format === "md" ? " (did you mean markdown?)" : "";
    io.terminal.err(
      `luota: --format: ${quote(options.format)} is none of ${exportFormats.join(", ")}${near}`,
    );
    return exitCode.usage;
  }
  const isProof =
    options.since !== undefined || options.all === true || options.owner !== undefined;
  if (isProof) return await exportProof(word, format, options, io);
  if (word === undefined || options.until !== undefined) {
    io.terminal.err(
      "luota: export INC-4, a monitor's name (its latest incident), or the proof of a period: luota export NAME --since 90d",
    );
    return exitCode.usage;
  }
  return await withWatch(
    options,
    io,
    (scene) => exportIncident(word, format, options, scene),
    () => noSuchIncident(word, io),
  );
}

async function exportIncident(
  word: string,
  format: ExportFormat,
  options: ExportOptions,
  scene: Scene,
): Done {
  const found = await findToExport(word, scene);
  if (!found.ok) return found;
  if (found.value === null) return ok(exitCode.usage);
  const record = readRecordDocument(found.value, scene);
  if (!record.ok) return record;
  if (record.value === null) return ok(noSuchIncident(word, scene.io));
  if (format === "bundle") return await exportBundle(record.value, options, scene);
  const text = renderRecord(record.value, format);
  const made = {
    incident: { number: found.value, revision: record.value.revision },
    ...{ monitor: null, format, digest: sha256Hex(text) },
    recordDigest: sha256Hex(canonicalRecord(record.value)),
  };
  return handOut(text, made, options, scene);
}

export function renderRecord(
  record: IncidentRecordDocument,
  format: Exclude<ExportFormat, "bundle">,
): string {
  switch (format) {
    case "json":
      return prettyRecord(record);
    case "markdown":
      return renderRecordMarkdown(record);
    case "html":
      return renderRecordHtml(record);
  }
}

/** Gives a text to the file that was named, or to stdout, and keeps that it was given. */
export function handOut(
  text: string,
  made: Parameters<typeof noteExport>[1],
  options: ExportOptions,
  scene: Scene,
): Result<number, StoreFailure> {
  const { io, store, actor } = scene;
  const note = () => noteExport(store, made, { by: actor, now: io.now() });
  if (options.output === undefined) {
    const noted = note();
    if (!noted.ok) return noted;
    io.terminal.out(text);
    return ok(exitCode.done);
  }
  const path = resolve(io.cwd, options.output);
  const placed = placeFile(path, new TextEncoder().encode(text), options.force === true);
  if (!placed.ok) {
    io.terminal.err(`luota: ${describeExportFailure(placed.failure)}`);
    return ok(exitCode.broken);
  }
  const noted = note();
  if (!noted.ok) return noted;
  io.terminal.err(`luota: written to ${path} (audit event ${noted.value.seq})`);
  return ok(exitCode.done);
}
