import { exitCode } from "../../base/exit-code.ts";
import { readAuditEvents, type AuditLine } from "../../store/audit-read.ts";
import { verifyAudit } from "../../store/audit-verify.ts";
import type { Store } from "../../store/store.ts";
import { auditVerdictToJson, describeAuditVerdict } from "../complain/audit.ts";
import { quotePath } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import { readLimit, readSince } from "../read-options.ts";
import type { AuditOptions } from "../options.ts";
import { renderAudit } from "../view/audit.ts";
import { auditToJson, jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { placeOf, readOr, withStore } from "./with-store.ts";

export function audit(options: AuditOptions, io: Io): number {
  const limit = readLimit(options.limit);
  const since = readSince(options.since, io.now());
  for (const option of [limit, since]) {
    if (option.ok) continue;
    io.terminal.err(`luota: ${option.failure}`);
    return exitCode.usage;
  }
  return withStore(options, io, (store) => {
    if (options.verify === true) return verify(store, options, io);
    const question = {
      limit: limit.ok ? limit.value : 0,
      ...(since.ok && since.value !== undefined ? { since: since.value } : {}),
    };
    return readOr(store === null ? [] : readAuditEvents(store, question), io, (lines) =>
      list(lines, options, io),
    );
  });
}

function verify(store: Store | null, options: AuditOptions, io: Io): number {
  if (store === null) {
    const path = quotePath(placeOf(options, io));
    io.terminal.err(`luota: there is no store ${path}, so there is no chain to verify`);
    return exitCode.store;
  }
  return readOr(verifyAudit(store), io, (verdict) => {
    const text = describeAuditVerdict(verdict);
    if (options.json === true) io.terminal.out(jsonText(auditVerdictToJson(verdict)));
    else if (verdict.kind === "intact") io.terminal.out(text);
    else io.terminal.err(`luota: ${text}`);
    return verdict.kind === "intact" ? exitCode.done : exitCode.broken;
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
