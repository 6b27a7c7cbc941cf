import type { ReadAuditEvent } from "../../domain/audit.ts";
import { nothingRecorded } from "./empty.ts";
import type { Look } from "./look.ts";
import { renderTable, type Cell, type Column } from "./table.ts";
import { utcSeconds } from "../../domain/words/when.ts";

/** An event of the chain with the hash that was stored beside it. */
export type ShownAuditEvent = ReadAuditEvent & { readonly hash: string };

const columns: readonly Column[] = [
  { title: "SEQ", align: "right" },
  { title: "AT (UTC)", leaves: 1 },
  { title: "EVENT" },
  { title: "ABOUT", narrowest: 8 },
  { title: "BY", narrowest: 8, leaves: 3 },
  { title: "HASH", leaves: 2 },
];

/** The chain's events, in the order given. */
export function renderAudit(events: readonly ShownAuditEvent[], look: Look): string {
  if (events.length === 0) return nothingRecorded;
  return `${renderTable(
    columns,
    events.map((event) => eventCells(event, look)),
    look,
  )}\n`;
}

function eventCells(event: ShownAuditEvent, look: Look): readonly Cell[] {
  const by = [event.actor.user, event.actor.host].filter((part) => part !== null).join("@");
  return [
    { text: String(event.seq) },
    { text: utcSeconds(event.at) },
    { text: event.kind.replaceAll("-", " ") },
    { text: event.subject ?? "" },
    { text: by },
    { text: event.hash.slice(0, 12), paint: look.colour.quiet },
  ];
}
