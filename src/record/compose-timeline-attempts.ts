import { formatDuration } from "../base/duration.ts";
import type { RecordFacts, TriedNotice } from "./facts.ts";
import type { Line } from "./timeline-line.ts";

/** Every try to tell somebody, at the instant at which its end was known. */
export function attemptEntries({ attempts, notices, events }: RecordFacts): readonly Line[] {
  const kinds = new Map(notices.map(({ number, kind }) => [number, kind]));
  return attempts.map((attempt): Line => {
    const { id, state, endedAt, begunAt, number } = attempt;
    const told = attempt.notices.flatMap((notice) => kinds.get(notice) ?? []);
    const event = events.find(
      ({ kind, data }) =>
        kind.startsWith("notice-") &&
        (data as { readonly attempt?: unknown } | null)?.attempt === id,
    );
    return {
      at: endedAt ?? begunAt,
      title: state === "begun" ? "attempt unknown" : `notice ${state.replaceAll("-", " ")}`,
      text: `${[...new Set(told)].join(", ")}, to ${whom(attempt)}, attempt ${number}${answer(attempt)}`,
      source: { kind: "attempt", name: String(id), seq: event?.seq ?? null },
    };
  });
}

function whom({ route, recipient }: TriedNotice): string {
  return recipient === "" ? route : `${route} (${recipient})`;
}

function answer({ state, tookMs, reason, receipt }: TriedNotice): string {
  if (state === "begun") return ": whoever sent it died before the answer came";
  const took = tookMs === null ? "" : ` in ${formatDuration(Math.round(tookMs))}`;
  const [line = ""] = (receipt?.text ?? "").trim().split("\n");
  const status = receipt?.status ?? null;
  const parts = [status === null ? "" : String(status), line.slice(0, 120), reason ?? ""];
  const said = parts.filter((part) => part !== "").join(" ");
  return said === "" ? took : `${took}: ${said}`;
}
