import { describe, expect, test } from "vitest";
import { standingOf } from "../../src/domain/evidence-standing.ts";
import { proofStep } from "../../src/domain/evidence-step.ts";
import type { EvidenceSource, EvidenceState } from "../../src/domain/evidence.ts";
import { claimed } from "./claimed-step.ts";
import { randomFrom } from "./judge-random.ts";
import { end, minute, play, start, watch, type News } from "./judge-story.ts";

const steps = [claimed("dumped"), claimed("uploaded", 10 * minute), claimed("checked")];
const owed = steps.map(proofStep);
const watched = watch({ evidence: steps });
const [startedAt, endedAt, last] = [minute, 3 * minute, 60 * minute];

interface Piece {
  readonly step: string;
  readonly source: EvidenceSource;
  readonly state: EvidenceState;
  readonly at: number;
}

/** What a job and its surroundings may say of one run: sooner or later, twice, wrongly, or not at all. */
function randomPieces(random: () => number): Piece[] {
  const pick = <Value>(values: readonly Value[]) =>
    values[Math.floor(random() * values.length)] as Value;
  return Array.from({ length: Math.floor(random() * 9) }, (_, index) => ({
    step: pick(["dumped", "uploaded", "checked", "checkd"]),
    source: pick(["claimed", "claimed", "claimed", "verified"] as const),
    state: pick(["good", "good", "good", "bad", "unknown"] as const),
    // No two at one instant: then the later arrival counts.
    at: startedAt + Math.floor(random() * 20 * minute) * 10 + index,
  }));
}

function shuffled<Value>(values: readonly Value[], random: () => number): Value[] {
  return values
    .map((value) => ({ value, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ value }) => value);
}

/** The run as the judge hears it: each piece in a look of its own, in the order given. */
function judged(pieces: readonly Piece[]) {
  const proofs = pieces.flatMap((piece, index): News[] =>
    piece.state === "unknown"
      ? []
      : [
          {
            ...{ kind: "proof", run: "r", step: piece.step, source: piece.source, at: piece.at },
            good: piece.state === "good",
            arrivesAt: last + index,
          },
        ],
  );
  const news = [start("r", startedAt), end("r", startedAt, endedAt), ...proofs];
  const looks = [endedAt, ...pieces.map((_, index) => last + index), last * 2];
  const told = play({ watched, news, outages: [], pauses: [] }, looks);
  return { isOpen: told.incidents.some(({ state }) => state !== "resolved"), told };
}

describe("evidence in any order", () => {
  test("comes to the same standing, and the judge comes to it too", () => {
    for (let seed = 1; seed <= 1_000; seed += 1) {
      const random = randomFrom(seed);
      const pieces = randomPieces(random);
      const { state, missing, refuted } = standingOf(owed, pieces, endedAt, last * 3);
      for (let order = 0; order < 3; order += 1) {
        const other = shuffled(pieces, random);
        const again = standingOf(owed, other, endedAt, last * 3);
        expect({ ...again, seed }).toMatchObject({ state, missing, refuted, seed });
        expect({ open: judged(other).isOpen, seed }).toEqual({ open: state === "unproven", seed });
      }
    }
  });

  test.each<[string, readonly Partial<Piece>[], string, readonly string[]]>([
    ["nothing", [], "unproven", ["dumped", "uploaded", "checked"]],
    [
      "each step once",
      [{ step: "dumped" }, { step: "uploaded" }, { step: "checked" }],
      "proven",
      [],
    ],
    [
      "one step refuted later",
      [
        { step: "dumped" },
        { step: "uploaded", at: 1 },
        { step: "checked" },
        { step: "uploaded", state: "bad", at: 2 },
      ],
      "unproven",
      ["uploaded"],
    ],
    [
      "one step refuted before",
      [
        { step: "dumped" },
        { step: "uploaded", at: 2 },
        { step: "checked" },
        { step: "uploaded", state: "bad", at: 1 },
      ],
      "proven",
      [],
    ],
    [
      "what says nothing after what says something",
      [
        { step: "dumped" },
        { step: "uploaded", at: 1 },
        { step: "checked" },
        { step: "uploaded", state: "unknown", at: 2 },
      ],
      "proven",
      [],
    ],
    [
      "a claim that luota was to verify, the other way round",
      [{ step: "dumped", source: "verified" }, { step: "uploaded" }, { step: "checked" }],
      "unproven",
      ["dumped"],
    ],
  ])("%s", (_, pieces, state, missing) => {
    const heard = pieces.map((piece): Piece => {
      return { ...{ step: "", source: "claimed", state: "good", at: 0 }, ...piece };
    });
    expect(standingOf(owed, heard, endedAt, last)).toMatchObject({ state, missing });
  });

  test("a step with time left is waited for, unless another is overdue or failed", () => {
    const piece = (step: string, state: EvidenceState = "good"): Piece => {
      return { step, source: "claimed", state, at: endedAt };
    };
    const both = [piece("dumped"), piece("checked")];
    const now = endedAt + minute;
    expect(standingOf(owed, both, endedAt, now)).toMatchObject({
      state: "proving",
      dueAt: endedAt + 10 * minute,
    });
    expect(standingOf(owed, [piece("dumped")], endedAt, now).state).toBe("unproven");
    const failed = [...both, piece("uploaded", "bad")];
    expect(standingOf(owed, failed, endedAt, now)).toMatchObject({
      state: "unproven",
      refuted: ["uploaded"],
    });
  });
});
