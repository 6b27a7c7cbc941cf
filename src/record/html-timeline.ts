import { formatDuration } from "../base/duration.ts";
import type { IncidentRecordDocument } from "./document.ts";
import { recordPhases, type RecordEntry } from "./document-timeline.ts";
import { markup, nothing, type Html } from "./html-text.ts";
import { instantWords, phaseTitles, sourceWords } from "./words.ts";

/** The whole story, phase by phase, each line with what says so. */
export function htmlTimeline({ timeline }: IncidentRecordDocument): Html {
  const parts = recordPhases.map((phase) => {
    const entries = timeline.filter((entry) => entry.phase === phase);
    if (entries.length === 0) return nothing;
    return markup`<h3>${phaseTitles[phase]}</h3>
      <ol class="line">
        ${entries.map(line)}
      </ol>`;
  });
  return markup`${parts}`;
}

function line(entry: RecordEntry): Html {
  const { at, noticedAt, title, text, source } = entry;
  const late = Date.parse(noticedAt) - Date.parse(at);
  const noticed = late >= 1_000 ? ` (noticed ${formatDuration(late)} later)` : "";
  return markup`<li class="k-${toneOf(title)}">
    <time>${instantWords(at)}</time> <b>${title}</b> ${text}${noticed}
    <span class="source">[${sourceWords(source)}]</span>
  </li> `;
}

function toneOf(title: string): string {
  if (
    /^(?:opened|occurrence|cause added|reopened|flapping|run (?:failed|killed|timed|unproven|lost|unst)|notice (?:refused|try))/u.test(
      title,
    )
  )
    return "bad";
  if (/^(?:resolved|last good|notice delivered|run succeeded|cause ended)/u.test(title))
    return "good";
  if (/^(?:acknowledged|run expected|reminded|attempt|silence|pause)/u.test(title)) return "wait";
  return /^(?:noted|reviewed|config)/u.test(title) ? "info" : "none";
}
