import { htmlFacts, htmlList, htmlPage, htmlSection, htmlTable } from "./html-page.ts";
import { markup, nothing, type Html } from "./html-text.ts";
import type { PeriodProofDocument, ProofMonitor } from "./proof-document.ts";
import { drawCalendar, drawDurations } from "./proof-drawing.ts";
import {
  incidentHead,
  incidentRow,
  monitorFacts,
  proofTitle,
  restoreHead,
  restoreRow,
  summaryHead,
  summaryRow,
} from "./proof-words.ts";
import { instantWords } from "./words.ts";

/** The proof of a period as one self-contained page. */
export function renderProofHtml(proof: PeriodProofDocument): string {
  const { period, workspace, host, exported, chain } = proof;
  const where = [workspace, host].filter((part) => part !== null).join(" · ");
  const by = [exported.by.user, exported.by.host].filter((part) => part !== null).join(" on ");
  const body = markup`<header><p class="kicker">Proof of a period · ${where}</p>
<h1>${proofTitle(proof)}</h1>
<p class="lead">${instantWords(period.from)} to ${instantWords(period.until)} UTC</p></header>
${htmlTable(summaryHead, proof.monitors.map(summaryRow))}
${proof.monitors.map((monitor) => monitorPart(monitor, period))}${htmlSection("When nobody watched", gaps(proof))}<footer><p>Exported ${instantWords(exported.at)} UTC by ${by} with luota ${exported.luota}, ${proof.schema}.</p>
<p>The audit chain ended at event ${chain.seq}: <code>${chain.hash}</code>.</p></footer>`;
  return htmlPage(`Proof of ${proofTitle(proof)}`, null, body);
}

function monitorPart(monitor: ProofMonitor, period: PeriodProofDocument["period"]): Html {
  const body = markup`${htmlFacts(monitorFacts(monitor))}${drawCalendar(monitor)}${drawDurations(monitor, period)}${table("Incidents", incidentHead, monitor.incidents.map(incidentRow))}${table("Restored for proof", restoreHead, monitor.restores.map(restoreRow))}${table("Drills", incidentHead, monitor.drills.map(incidentRow))}`;
  return htmlSection(monitor.monitor, body);
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): Html {
  return rows.length === 0 ? nothing : markup`<h3>${title}</h3>${htmlTable(head, rows)}`;
}

function gaps({ outages }: PeriodProofDocument): Html {
  if (outages.length === 0) return markup`<p class="soft">No gap in the watching is on record.</p>`;
  return htmlList(
    outages.map(({ kind, from, until }) => {
      const what = kind === "host" ? "the host was off" : "luota was down";
      return `${what}: ${instantWords(from)} to ${instantWords(until)}`;
    }),
  );
}
