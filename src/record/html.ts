import type { IncidentRecordDocument } from "./document.ts";
import { drawIncident } from "./html-drawing.ts";
import { htmlNotices } from "./html-notices.ts";
import { htmlFacts, htmlList, htmlPage, htmlSection, htmlTable } from "./html-page.ts";
import { htmlPeople } from "./html-people.ts";
import { htmlRuns } from "./html-runs.ts";
import { markup, htmlLines, htmlLink, nothing, type Html } from "./html-text.ts";
import { htmlTimeline } from "./html-timeline.ts";
import { afterWords, figureLines, instantWords, promiseFacts } from "./words.ts";

/** The record as one self-contained page: for a screen, a phone or paper. */
export function renderRecordHtml(record: IncidentRecordDocument): string {
  const { id, drill, incident } = record;
  const banner = drill === null ? null : "DRILL: a deliberate break, nothing was really broken";
  const body = markup`${head(record)}${drawIncident(record)}${promise(record)}${htmlSection("What is different from the last good run", differences(record))}${htmlSection("Who was told, and how soon", figures(record))}${htmlSection("Timeline, UTC", htmlTimeline(record))}${htmlSection("Runs", htmlRuns(record))}${htmlSection("Notices, attempts and receipts", htmlNotices(record))}${htmlPeople(record)}${foot(record)}`;
  return htmlPage(`${drill === null ? "" : "DRILL "}${id} ${incident.monitor}`, banner, body);
}

function head(record: IncidentRecordDocument): Html {
  const { id, incident, headline, workspace, host, standing, delivery } = record;
  const tone = { opened: "bad", acknowledged: "wait", resolved: "good" }[incident.state] ?? "bad";
  const where = [workspace, host].filter((part) => part !== null).join(" · ");
  const told = delivery.delivered > 0 ? "good" : "bad";
  const drill = record.drill === null ? nothing : markup`<li class="info">drill</li>`;
  return markup`<header>
    <p class="kicker">Incident record · ${where}</p>
    <h1>${id} <span>${incident.monitor}</span></h1>
    <p class="lead">${headline}</p>
    <ul class="marks">
      ${drill}
      <li class="${tone}">${incident.state}</li>
      <li>${standing}</li>
      <li class="${told}">${delivery.delivered} of ${delivery.notices} notices delivered</li>
    </ul>
  </header> `;
}

function promise(record: IncidentRecordDocument): Html {
  const { runbook, runbookText } = record.promise;
  const book = runbook === null ? "none" : htmlLink(runbook);
  const facts = htmlFacts([...promiseFacts(record), ["Runbook", book]]);
  const text =
    runbookText === null
      ? nothing
      : markup`<h3>The runbook</h3>
          <pre>${htmlLines(runbookText.trimEnd())}</pre>`;
  const green =
    record.greenSignals.length === 0
      ? markup`<p class="soft">Nothing that was recorded.</p>`
      : htmlList(record.greenSignals);
  return markup`${htmlSection("Promise", markup`${facts}${text}`)}
    <div class="pair">
      <div class="card">
        <h3>What looked healthy</h3>
        ${green}
      </div>
      <div class="card">
        <h3>The gap</h3>
        <p class="bad">${record.gap.words}</p>
      </div>
    </div> `;
}

function differences({ differences: found }: IncidentRecordDocument): Html {
  if (found === null) return markup`<p class="soft">There is no good run to compare with.</p>`;
  if (found.length === 0) return markup`<p class="soft">Nothing that was recorded.</p>`;
  return htmlList(found.map(({ text }) => text));
}

function figures({ delivery }: IncidentRecordDocument): Html {
  const rows = figureLines(delivery).map(({ title, at, afterMs }) => [
    title,
    at === null ? "not yet" : markup`<time>${instantWords(at)}</time>`,
    markup`<span class="num">${afterWords(afterMs)}</span>`,
  ]);
  return htmlTable(["step", "when", "after the deadline"], rows);
}

function foot({ id, key, revision, exported, chain, schema }: IncidentRecordDocument): Html {
  const { at, by, luota } = exported;
  const who = [by.user, by.host].filter((part) => part !== null).join(" on ");
  return markup`<footer>
    <p>
      ${id}, revision ${revision}, <code>${key}</code>, ${schema}. Exported ${instantWords(at)} UTC
      by ${who} with luota ${luota}.
    </p>
    <p>
      The audit chain ended at event ${chain.seq}: <code>${chain.hash}</code>. This page is a
      reading copy: what is signed is record.json in the bundle (<code
        >luota export ${id} --format bundle</code
      >), which can be checked without luota.
    </p>
  </footer>`;
}
