import { resolve } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import { ok } from "../../base/result.ts";
import { namedSeqs } from "../../record/bundle-seqs.ts";
import { writeBundle } from "../../record/bundle-write.ts";
import type { IncidentRecordDocument } from "../../record/document.ts";
import { renderRecordHtml } from "../../record/html.ts";
import { renderRecordMarkdown } from "../../record/markdown.ts";
import { readChainExcerpt } from "../../store/audit-excerpt.ts";
import { noteExport } from "../../store/exports.ts";
import { useSigningKey } from "../../store/signing-key.ts";
import { describeExportFailure, describeKeyFailure, isKeyFailure } from "../complain/export.ts";
import type { ExportOptions } from "../options.ts";
import { incidentNumber } from "./find-incident.ts";
import type { Done, Scene } from "./scene.ts";

/** `--format bundle`: everything with its signature, as `.tar.gz` or as a folder. */
export async function exportBundle(
  record: IncidentRecordDocument,
  options: ExportOptions,
  { store, actor, io }: Scene,
): Done {
  const number = incidentNumber(record.id) ?? 0;
  const key = useSigningKey(store, { by: actor, now: io.now() });
  if (!key.ok) {
    const { failure } = key;
    if (!isKeyFailure(failure)) return { ok: false, failure };
    io.terminal.err(`luota: ${describeKeyFailure(failure)}`);
    return ok(exitCode.broken);
  }
  const links = readChainExcerpt(store, { incident: number, ...namedSeqs(record) });
  if (!links.ok) return links;
  const path = resolve(io.cwd, options.output ?? `luota-${record.id}.tar.gz`);
  const [markdown, html] = [renderRecordMarkdown(record), renderRecordHtml(record)];
  const contents = { record, markdown, html, links: links.value };
  const written = await writeBundle(contents, key.value, {
    path,
    overwrite: options.force === true,
  });
  if (!written.ok) {
    io.terminal.err(`luota: ${describeExportFailure(written.failure)}`);
    return ok(exitCode.broken);
  }
  const { recordDigest, sumsDigest } = written.value;
  const made = {
    incident: { number, revision: record.revision },
    ...{ monitor: null, format: "bundle", digest: sumsDigest, recordDigest },
  };
  const noted = noteExport(store, made, { by: actor, now: io.now() });
  if (!noted.ok) return noted;
  io.terminal.out(path);
  io.terminal.err(
    `luota: signed with the key ${key.value.fingerprint} (audit event ${noted.value.seq}); check it with luota verify ${path}`,
  );
  return ok(exitCode.done);
}
