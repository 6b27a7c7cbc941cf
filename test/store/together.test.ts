import { describe, expect, it } from "vitest";
import { readAuditEvents } from "../../src/store/audit-read.ts";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { readRuns } from "../../src/store/runs-page.ts";
import { startFixture } from "./child.ts";
import { StoreFolder, valueOf } from "./sample.ts";

describe("many processes at once", () => {
  it("all succeed where forty of them meet no store", { timeout: 120_000 }, async () => {
    using folder = new StoreFolder();
    const writers = Array.from({ length: 40 }, (_, index) =>
      startFixture("write-runs", [folder.path, "1", `first${index}`]),
    );
    const ended = await Promise.all(writers.map((each) => each.ended));
    expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
    const store = folder.open();
    expect(valueOf(readRuns(store, { limit: 99, outputs: false }))).toHaveLength(40);
    const kinds = valueOf(readAuditEvents(store, { limit: 99 })).map(({ event }) => event?.kind);
    expect(kinds.filter((kind) => kind === "store-created")).toHaveLength(1);
    expect(valueOf(verifyAudit(store)).kind).toBe("intact");
  });

  it("lose nothing of two hundred runs", { timeout: 120_000 }, async () => {
    using folder = new StoreFolder();
    const writers = Array.from({ length: 20 }, (_, index) =>
      startFixture("write-runs", [folder.path, "10", `many${index}`]),
    );
    const ended = await Promise.all(writers.map((each) => each.ended));
    const acknowledged = ended.flatMap(({ stdout }) => stdout.trim().split("\n")).sort();
    expect(acknowledged).toHaveLength(200);
    const store = folder.open();
    const runs = valueOf(readRuns(store, { limit: 999, outputs: true }));
    expect(runs.map((run) => run.start.id).sort()).toEqual(acknowledged);
    expect(valueOf(verifyAudit(store))).toMatchObject({ kind: "intact", events: 201 });
  });
});

describe("a writer that is killed with KILL", () => {
  it(
    "leaves every run that it had acknowledged, again and again",
    { timeout: 120_000 },
    async () => {
      using folder = new StoreFolder();
      const acknowledged: string[] = [];
      for (let round = 0; round < 12; round += 1) {
        const { child, ended } = startFixture("write-runs", [folder.path, "9999", `kill${round}`]);
        // Killed after another number of runs each time, in the middle of whatever comes next.
        await untilLines(child.stdout, 1 + round * 3);
        child.kill("SIGKILL");
        const { stdout } = await ended;
        acknowledged.push(...stdout.split("\n").slice(0, -1));
        const store = folder.open();
        const runs = valueOf(readRuns(store, { limit: 9_999, outputs: true }));
        const stored = new Set(
          runs
            .filter((run) => run.end !== null && run.end.output !== null)
            .map((run) => run.start.id),
        );
        expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
        expect(valueOf(verifyAudit(store)).kind).toBe("intact");
      }
      expect(acknowledged.length).toBeGreaterThan(12);
    },
  );
});

async function untilLines(stream: NodeJS.ReadableStream | null, lines: number): Promise<void> {
  let seen = 0;
  await new Promise<void>((resolve) => {
    stream?.on("data", (chunk: Buffer) => {
      seen += chunk.toString().split("\n").length - 1;
      if (seen >= lines) resolve();
    });
    stream?.once("close", resolve);
  });
}
