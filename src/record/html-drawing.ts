import { formatDuration } from "../base/duration.ts";
import type { IncidentRecordDocument } from "./document.ts";
import { drawBar } from "./html-bar.ts";
import { markup, type Html } from "./html-text.ts";
import { figureLines, instantWords } from "./words.ts";

/** A step of the incident's life, drawn as a dot. */
interface Milestone {
  readonly title: string;
  readonly at: number;
  readonly words: string;
  /** The colour of the dot and of the line after it. */
  readonly tone: "good" | "bad" | "wait";
}

/** The incident as a drawn line, once for wide pages and once for phones. */
export function drawIncident(record: IncidentRecordDocument): Html {
  const stones = milestones(record);
  const label = `Timeline of ${record.id}`;
  return markup`<figure class="figure">
    <svg class="wide" role="img" aria-label="${label}" viewBox="0 0 840 140">
      ${wide(stones)}${drawBar(record, 840, 112)}
    </svg>
    <svg
      class="narrow"
      role="img"
      aria-label="${label}"
      viewBox="0 0 340 ${stones.length * 50 + 44}"
    >
      ${narrow(stones)}${drawBar(record, 340, stones.length * 50 + 16)}
    </svg>
    <figcaption>
      The steps are not to scale; the bar below them is: broken, then in somebody's hands. All times
      UTC.
    </figcaption>
  </figure>`;
}

function milestones(record: IncidentRecordDocument): readonly Milestone[] {
  const good = record.runs.find(({ role }) => role === "last-good")?.run;
  const slot = record.expected?.slot ?? null;
  const before: readonly (readonly [string, string | null | undefined, Milestone["tone"]])[] = [
    ["last good run", good?.endedAt ?? good?.startedAt, "good"],
    ["run expected", slot, "wait"],
  ];
  const { acknowledgedAt } = record.delivery;
  const steps = figureLines(record.delivery).map(({ title, at }) => {
    const tone = title === "resolved" ? "good" : title === "acknowledged" ? "wait" : "bad";
    return [title === "first attempt to tell" ? "first attempt" : title, at, tone] as const;
  });
  const acked = acknowledgedAt === null ? Infinity : Date.parse(acknowledgedAt);
  return [...before, ...steps]
    .flatMap(([title, at, tone]) => {
      if (at === null || at === undefined) return [];
      return [{ title, at: Date.parse(at), words: instantWords(at), tone }];
    })
    .toSorted((one, other) => one.at - other.at)
    .map((stone) =>
      stone.tone === "bad" && stone.at > acked ? { ...stone, tone: "wait" } : stone,
    );
}

function wide(stones: readonly Milestone[]): readonly Html[] {
  const step = (840 - 110) / Math.max(1, stones.length - 1);
  return stones.map(({ title, at, words, tone }, index) => {
    const x = Math.round(55 + index * step);
    const next = stones[index + 1];
    const middle = Math.round(x + step / 2);
    const line =
      next === undefined
        ? markup``
        : markup`<line
              class="s-${tone}"
              x1="${x}"
              y1="30"
              x2="${Math.round(x + step)}"
              y2="30"
              stroke-width="3"
            /><text class="soft" x="${middle}" y="20" text-anchor="middle"
              >${formatDuration(next.at - at)}</text
            >`;
    return markup`${line}<circle class="f-${tone}" cx="${x}" cy="30" r="7" /><text
        class="strong"
        x="${x}"
        y="58"
        text-anchor="middle"
        >${title}</text
      ><text class="soft" x="${x}" y="74" text-anchor="middle">${words.slice(0, 10)}</text
      ><text class="soft" x="${x}" y="89" text-anchor="middle">${words.slice(11)}</text>`;
  });
}

function narrow(stones: readonly Milestone[]): readonly Html[] {
  return stones.map(({ title, at, words, tone }, index) => {
    const y = 20 + index * 50;
    const next = stones[index + 1];
    const line =
      next === undefined
        ? markup``
        : markup`<line
              class="s-${tone}"
              x1="12"
              y1="${y}"
              x2="12"
              y2="${y + 50}"
              stroke-width="3"
            /><text class="soft" x="330" y="${y + 29}" text-anchor="end"
              >${formatDuration(next.at - at)}</text
            >`;
    return markup`${line}<circle class="f-${tone}" cx="12" cy="${y}" r="7" /><text
        class="strong"
        x="30"
        y="${y + 1}"
        >${title}</text
      ><text class="soft" x="30" y="${y + 17}">${words}</text>`;
  });
}
