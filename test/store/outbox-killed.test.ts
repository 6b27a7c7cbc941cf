import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verifyAudit } from "../../src/store/audit-verify.ts";
import { startFixture } from "./child.ts";
import { minute, OutboxHost } from "./outbox-rig.ts";
import { valueOf } from "./sample.ts";

const names = Array.from({ length: 8 }, (_, index) => `m${index}`);

/** What left, by message and incident. */
function sent(sink: string): readonly string[] {
  return existsSync(sink) ? readFileSync(sink, "utf8").split("\n").slice(0, -1) : [];
}

async function attemptsOf(host: OutboxHost): Promise<readonly string[]> {
  const attempts = valueOf(await host.watch.attempts({ limit: 1_000 })).toReversed();
  return attempts.map(({ number, state }) => `${number} ${state}`);
}

describe("a process that delivers", () => {
  it.each([
    ["claimed", [], 8],
    ["begun", ["1 begun"], 8],
    ["left", ["1 begun"], 9],
    ["settled", ["1 delivered"], 8],
  ] as const)(
    "loses nothing when it is killed with KILL once it has %s, and another one ends it",
    { timeout: 60_000 },
    async (step, left, messages) => {
      using host = await OutboxHost.with(...names);
      await host.break(...names);
      const sink = join(host.folder, "sink");
      const start = (until: string) =>
        startFixture("deliver", [host.path, until, sink, String(host.now)]);
      const { child, ended } = start(step);
      await new Promise<void>((resolve) => {
        child.stdout?.on("data", (chunk: Buffer) => {
          if (chunk.toString().includes(step)) resolve();
        });
        child.once("close", () => {
          resolve();
        });
      });
      child.kill("SIGKILL");
      await ended;
      expect(await attemptsOf(host)).toEqual(left);
      // While the lease lasts, the messages in it are nobody else's.
      const early = await start("none").ended;
      expect(early).toMatchObject({ code: 0, stderr: "" });
      expect(new Set(sent(sink)).size).toBe(sent(sink).length);
      host.now += minute;
      expect(await start("none").ended).toMatchObject({ code: 0, stderr: "" });
      const incidents = sent(sink).map((line) => line.split(" ")[1]);
      expect(new Set(incidents).size).toBe(8);
      expect(incidents).toHaveLength(messages);
      // What left twice left under one id, and the attempts say so.
      expect(new Set(sent(sink)).size).toBe(8);
      const begun = (await attemptsOf(host)).filter((each) => each.endsWith("begun"));
      expect(begun).toEqual(step === "begun" || step === "left" ? ["1 begun"] : []);
      expect(await attemptsOf(host)).toHaveLength(8 + begun.length);
      expect(await host.states()).toEqual(names.map(() => "opened delivered"));
      expect(valueOf(verifyAudit(host.store))).toMatchObject({ kind: "intact" });
    },
  );
});

describe("several processes that deliver at once", () => {
  it("send each message once", { timeout: 120_000 }, async () => {
    const many = Array.from({ length: 60 }, (_, index) => `m${index}`);
    using host = await OutboxHost.with(...many);
    await host.break(...many);
    const sink = join(host.folder, "sink");
    const words = [host.path, "none", sink, String(host.now)];
    const senders = [1, 2, 3, 4].map(() => startFixture("deliver", words));
    for (const { ended } of senders) expect(await ended).toMatchObject({ code: 0, stderr: "" });
    expect(sent(sink)).toHaveLength(60);
    expect(new Set(sent(sink)).size).toBe(60);
    expect(await attemptsOf(host)).toEqual(many.map(() => "1 delivered"));
  });
});
