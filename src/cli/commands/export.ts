import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { sha256Hex } from "../../text/digest.ts";
import type { IncidentRecordDocument } from "../../record/document.ts";
import { renderRecordHtml } from "../../record/html.ts";
import { canonicalRecord, prettyRecord } from "../../record/json.ts";
import { renderRecordMarkdown } from "../../record/markdown.ts";
import { quote } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import type { ExportOptions } from "../options.ts";
import { readRecordDocument } from "./compose-record.ts";
import { exportBundle } from "./export-bundle.ts";
import { exportProof } from "./export-proof.ts";
import { exportFormats, formatOf, type ExportFormat } from "./export-format.ts";
import { findToExport } from "./find-to-export.ts";
import { handOut } from "./hand-out.ts";
import type { Done, Scene } from "./scene.ts";
import { noSuchIncident } from "./show-incident.ts";
import { withWatch } from "./with-watch.ts";

/** `luota export INC-n|NAME`: the record of an incident, or with `--since` the proof of a period. */
export async function exportRecord(
  word: string | undefined,
  options: ExportOptions,
  io: Io,
): Promise<number> {
  if (options.schema === true) {
    const { recordJsonSchema } = await import("../../record/schema.ts");
    io.terminal.out(recordJsonSchema());
    return exitCode.done;
  }
  const format = formatOf(options);
  if (format === null) {
    const asked = quote(options.format ?? "");
    io.terminal.err(`luota: --format: ${asked} is none of ${exportFormats.join(", ")}`);
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

function renderRecord(
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
