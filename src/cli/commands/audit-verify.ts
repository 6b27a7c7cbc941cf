import { exitCode } from "../../base/exit-code.ts";
import type { Json } from "../../base/json.ts";
import { verifyAudit } from "../../store/audit-verify.ts";
import type { Store } from "../../store/store.ts";
import { auditVerdictToJson, describeAuditVerdict } from "../complain/audit.ts";
import { quotePath } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import type { AuditOptions } from "../options.ts";
import { jsonText } from "../view/json.ts";
import { comparePapers, type NamedPaper } from "./audit-witness.ts";
import { placeOf, readOr } from "./with-store.ts";

/** `luota audit --verify`: the chain against itself, against the store, and against who saw it before. */
export function verifyStore(
  store: Store | null,
  papers: readonly NamedPaper[],
  options: AuditOptions,
  io: Io,
): number {
  if (store === null) {
    const path = quotePath(placeOf(options, io));
    io.terminal.err(`luota: there is no store ${path}, so there is no chain to verify`);
    return exitCode.store;
  }
  return readOr(verifyAudit(store), io, (verdict) =>
    readOr(comparePapers(store, papers), io, (found) => {
      const json = auditVerdictToJson(verdict) as { readonly [key: string]: Json };
      const witnesses = found.map((each): Json => ({ ...each }));
      const isIntact = verdict.kind === "intact";
      if (options.json === true)
        io.terminal.out(jsonText(papers.length === 0 ? json : { ...json, witnesses }));
      else {
        if (isIntact) io.terminal.out(describeAuditVerdict(verdict));
        else io.terminal.err(`luota: ${describeAuditVerdict(verdict)}`);
        for (const { state, text } of found)
          if (state === "holds") io.terminal.out(text);
          else io.terminal.err(`luota: ${text}`);
      }
      const holds = isIntact && found.every(({ state }) => state === "holds");
      return holds ? exitCode.done : exitCode.broken;
    }),
  );
}
