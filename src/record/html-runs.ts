import { formatSize } from "../base/size.ts";
import type { IncidentRecordDocument } from "./document.ts";
import type { RecordedRun } from "./document-parts.ts";
import { htmlFacts, htmlTable } from "./html-page.ts";
import { markup, htmlLines, nothing, type Html } from "./html-text.ts";
import { runEvidence, runFacts, runOutputs, runPayload } from "./run-facts.ts";
import { instantWords, roleTitles } from "./words.ts";

const mostOutput = 16_384;

/** Those that the story names in full, the others in a table. */
export function htmlRuns({ runs, moreRuns }: IncidentRecordDocument): Html {
  const named = runs.filter(({ role }) => role !== "between" && role !== "after");
  const others = runs.filter((run) => !named.includes(run));
  const rows = others.map(({ role, words, run }) => [
    markup`<time>${instantWords(run.startedAt)}</time>`,
    roleTitles[role],
    words,
  ]);
  const table = rows.length === 0 ? nothing : htmlTable(["started", "", "run"], rows);
  const more =
    moreRuns === 0 ? nothing : markup`<p class="soft">And ${moreRuns} more of that time.</p>`;
  return markup`${named.map(wholeRun)}${table}${more}`;
}

function wholeRun(recorded: RecordedRun): Html {
  const { role, run } = recorded;
  const payload = runPayload(run);
  const said =
    payload === null
      ? nothing
      : markup`<h3>Payload</h3>
          <pre>${htmlLines(payload)}</pre>`;
  return markup`<div class="run">
    <h3>${roleTitles[role]}: <code>${run.id}</code></h3>
    ${htmlFacts(runFacts(run))}${evidence(recorded)}${said}${runOutputs(recorded, mostOutput).map(stream)}
  </div> `;
}

function evidence({ run }: RecordedRun): Html {
  const rows = runEvidence(run).map(({ step, kind, state, values, at }) => [
    markup`<b>${step}</b>`,
    kind,
    markup`<span class="${state === "good" ? "good" : state === "bad" ? "bad" : "wait"}"
      >${state}</span
    >`,
    values,
    at === null ? "" : markup`<time>${instantWords(at)}</time>`,
  ]);
  if (rows.length === 0) return nothing;
  return markup`<h3>Evidence</h3>
    ${htmlTable(["step", "source", "state", "measured", "when"], rows)}`;
}

function stream(output: ReturnType<typeof runOutputs>[number]): Html {
  const { stream: name, bytes, text, cut } = output;
  const size = bytes === null ? "" : `, ${formatSize(bytes)}`;
  if (text === null) return markup`<p class="soft small">${name}${size}: content not kept</p>`;
  const title = `${name}${size}${cut ? ", as much as is kept" : ""}`;
  return markup`<h3>${title}</h3>
    <pre>${htmlLines(text.trimEnd())}</pre>`;
}
