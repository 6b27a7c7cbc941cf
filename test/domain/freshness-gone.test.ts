import { expect, test } from "vitest";
import { fileProbe } from "./file-probe.ts";
import { hour, look, minute, play, watch, type News } from "./judge-story.ts";

const fresh = {
  freshness: { probe: fileProbe("/srv/a", { maxAgeMs: hour }), lookEveryMs: 5 * minute },
};
const read = (state: "good" | "bad" | "unknown", at: number): News => ({
  ...{ kind: "reading", at, state, since: null },
});

test.each(["bad", "unknown"] as const)(
  "what was %s when nothing was to be fresh any more is over, and never heard again",
  (state) => {
    const news = [read("good", minute), ...[1, 2, 3, 4].map((turn) => read(state, turn * hour))];
    const history = { watched: watch(fresh), news, outages: [], pauses: [] };
    const told = play(history, [5 * hour]);
    expect(told.incidents.map((incident) => incident.state)).toEqual(["opened"]);
    const late = [read("bad", 5 * hour + 1)];
    look({ ...history, watched: watch({}), news: late }, told, 5 * hour, 6 * hour);
    expect(told.incidents.map((incident) => incident.state)).toEqual(["resolved"]);
    expect(told.incidents[0]?.causes.map(({ endedBy }) => endedBy)).toEqual([
      { kind: "rule-gone" },
    ]);
    expect(told.state?.reading).toBeNull();
  },
);
