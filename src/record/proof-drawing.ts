import { formatDuration } from "../base/duration.ts";
import { markup, nothing, type Html } from "./html-text.ts";
import type { PeriodProofDocument, ProofMonitor } from "./proof-document.ts";
import { dayTone, dayWords, type DayTone } from "./proof-words.ts";

const fills: Readonly<Record<DayTone, string>> = {
  good: "f-good",
  wait: "f-wait",
  bad: "f-bad",
  unknown: "f-info",
  none: "f-line",
};

/** The days as squares: a column for each week, Monday on top. */
export function drawCalendar({ days, monitor }: ProofMonitor): Html {
  const [first] = days;
  if (first === undefined) return nothing;
  const lead = (new Date(first.day).getUTCDay() + 6) % 7;
  const weeks = Math.ceil((days.length + lead) / 7);
  const size = weeks > 30 ? 11 : 16;
  const step = size + 3;
  const squares = days.map((day, index) => {
    const place = index + lead;
    const [x, y] = [34 + Math.floor(place / 7) * step, 18 + (place % 7) * step];
    return markup`<rect class="${fills[dayTone(day)]}" x="${x}" y="${y}" width="${size}" height="${size}" rx="3"><title>${dayWords(day)}</title></rect>`;
  });
  const months = days.flatMap(({ day }, index) => {
    if (index > 0 && !day.endsWith("-01")) return [];
    const x = 34 + Math.floor((index + lead) / 7) * step;
    return [{ x, text: day.slice(0, 7) }];
  });
  const labels = months
    .filter(({ x }, index) => index === 0 || x - (months[index - 1]?.x ?? 0) >= 46)
    .map(({ x, text }) => markup`<text class="soft" x="${x}" y="11">${text}</text>`);
  const names = [
    markup`<text class="soft" x="0" y="${18 + size - 3}">Mon</text>`,
    markup`<text class="soft" x="0" y="${18 + 6 * step + size - 3}">Sun</text>`,
  ];
  const [width, height] = [Math.max(34 + weeks * step + 40, 120), 18 + 7 * step];
  return markup`<figure class="figure"><svg role="img" aria-label="How each day of ${monitor} went" viewBox="0 0 ${width} ${height}" style="max-width:${Math.round(width * 1.25)}px">${labels}${names}${squares}</svg>
<figcaption><span class="good">kept</span> · <span class="wait">late</span> · <span class="bad">missed or failed</span> · <span class="info">nobody can tell</span> · nothing was due. Days are UTC.</figcaption></figure>`;
}

/** How long good runs took: the mean as a bar, the longest as a mark above it, by time. */
export function drawDurations(
  { durations, monitor }: ProofMonitor,
  period: PeriodProofDocument["period"],
): Html {
  if (durations.length === 0) return nothing;
  const most = Math.max(...durations.map(({ mostMs }) => mostMs), 1);
  const [from, until] = [Date.parse(period.from), Date.parse(period.until)];
  const bar = Math.max(2, Math.round((width / 90) * 0.7));
  const top = (ms: number) => Math.round((6 + (1 - ms / most) * (height - 8)) * 10) / 10;
  const bars = durations.map((each) => {
    const share = (Date.parse(each.from) - from) / Math.max(1, until - from);
    const x = Math.round(share * (width - bar) * 10) / 10;
    const y = top(each.meanMs);
    const told = `${each.from.slice(0, 16).replace("T", " ")}: ${each.runs} runs, ${formatDuration(each.leastMs)} to ${formatDuration(each.mostMs)}, mean ${formatDuration(each.meanMs)}`;
    return markup`<g><title>${told}</title><rect class="f-info" x="${x}" y="${y}" width="${bar}" height="${Math.max(1, height - y)}"/><rect class="f-soft" x="${x}" y="${top(each.mostMs) - 1}" width="${bar}" height="2"/></g>`;
  });
  return markup`<figure class="figure"><svg role="img" aria-label="How long runs of ${monitor} took" viewBox="0 0 ${width} ${height + 2}">${bars}<line class="s-line" x1="0" y1="${height + 1}" x2="${width}" y2="${height + 1}"/></svg>
<figcaption>How long good runs took, ${period.from.slice(0, 10)} to ${period.until.slice(0, 10)}: the mean as a bar, the longest as a mark; the highest mark is ${formatDuration(most)}.</figcaption></figure>`;
}

const width = 640;
const height = 96;
