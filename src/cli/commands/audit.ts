import type { Json } from "../../base/json.ts";
import { exitCode } from "../../base/exit-code.ts";
import { readAuditEvents, type AuditLine } from "../../store/audit-read.ts";
import { readToldKeys } from "../../store/signing-key.ts";
import type { Store } from "../../store/store.ts";
import type { Io } from "../io.ts";
import { readLimit, readSince } from "../read-options.ts";
import type { AuditOptions } from "../options.ts";
import { renderAudit } from "../view/audit.ts";
import { auditToJson, jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { verifyStore } from "./audit-verify.ts";
import { readPapers } from "./audit-witness.ts";
import { readOr, withStore } from "./with-store.ts";

export async function audit(options: AuditOptions, io: Io): Promise<number> {
  const limit = readLimit(options.limit);
  const since = readSince(options.since, io.now());
  for (const option of [limit, since]) {
    if (option.ok) continue;
    io.terminal.err(`luota: ${option.failure}`);
    return exitCode.usage;
  }
  const papers = await readPapers(options.witness ?? [], io);
  if (!papers.ok) {
    io.terminal.err(`luota: ${papers.failure}`);
    return exitCode.noInput;
  }
  return withStore(options, io, (store) => {
    if (options.key === true) return keys(store, options, io);
    if (options.verify === true || papers.value.length > 0)
      return verifyStore(store, papers.value, options, io);
    const question = {
      limit: limit.ok ? limit.value : 0,
      ...(since.ok && since.value !== undefined ? { since: since.value } : {}),
    };
    return readOr(store === null ? [] : readAuditEvents(store, question), io, (lines) =>
      list(lines, options, io),
    );
  });
}

/** The keys that sign for this store: what to give to those who will verify a record. */
function keys(store: Store | null, options: AuditOptions, io: Io): number {
  return readOr(store === null ? [] : readToldKeys(store), io, (told) => {
    if (options.json === true) {
      io.terminal.out(jsonText(told.map((key): Json => ({ ...key }))));
      return exitCode.done;
    }
    if (told.length === 0)
      io.terminal.err(
        "luota: no key was made yet: the first luota export --format bundle makes it",
      );
    for (const { fingerprint, publicPem } of told) io.terminal.out(`${fingerprint}\n${publicPem}`);
    return exitCode.done;
  });
}

function list(lines: readonly AuditLine[], options: AuditOptions, io: Io): number {
  const events = lines.flatMap(({ hash, event }) => (event === null ? [] : [{ ...event, hash }]));
  io.terminal.out(
    options.json === true
      ? jsonText(events.map(auditToJson))
      : renderAudit(events, lookOf(io.terminal)),
  );
  const unreadable = lines.length - events.length;
  if (unreadable > 0) {
    io.terminal.err(`luota: ${unreadable} of these events can't be read: run luota audit --verify`);
  }
  return exitCode.done;
}
