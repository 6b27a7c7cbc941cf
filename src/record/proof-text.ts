import { formatDuration } from "../base/duration.ts";
import type { ProofDuration, ProofMonitor } from "./proof-document.ts";
import { dayTone, type DayTone } from "./proof-words.ts";

const marks: Readonly<Record<DayTone, string>> = {
  good: "#",
  wait: "~",
  bad: "!",
  unknown: "?",
  none: ".",
};

/** The days as letters, a line for each month. */
export function calendarText({ days }: ProofMonitor): string {
  const months = [...Map.groupBy(days, ({ day }) => day.slice(0, 7))];
  const lines = months.map(([month, all]) => {
    const first = Number(all[0]?.day.slice(8) ?? 1);
    return `${month}  ${" ".repeat(first - 1)}${all.map((day) => marks[dayTone(day)]).join("")}`;
  });
  const ruler = "         1...5....10...15...20...25...30";
  const legend = "# kept  ~ late  ! missed or failed  ? nobody can tell  . nothing was due";
  return [ruler, ...lines, "", legend].join("\n");
}

const height = 6;

/** How long good runs took: the mean of each span as a column. Empty where there was none. */
export function durationText({ durations }: ProofMonitor): string {
  if (durations.length === 0) return "";
  const most = Math.max(...durations.map(({ meanMs }) => meanMs), 1);
  const label = formatDuration(most);
  const rows = Array.from({ length: height }, (_, index) => {
    const floor = (height - index - 1) / height;
    const bars = durations.map((each) => (shareOf(each, most) > floor ? "|" : " ")).join("");
    const left = index === 0 ? label : index === height - 1 ? "0" : "";
    return `${left.padStart(label.length)} ${bars.trimEnd()}`.trimEnd();
  });
  const { from: first = "" } = durations[0] ?? {};
  const { from: last = "" } = durations.at(-1) ?? {};
  return [
    ...rows,
    `${" ".repeat(label.length)} ${first.slice(0, 10)} to ${last.slice(0, 10)}`,
  ].join("\n");
}

function shareOf({ meanMs }: ProofDuration, most: number): number {
  return Math.max(meanMs / most, 0.01);
}
