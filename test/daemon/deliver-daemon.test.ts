import { describe, expect, it } from "vitest";
import { applyReport } from "../../src/store/apply.ts";
import { openStore } from "../../src/store/open.ts";
import { closeStore } from "../../src/store/store.ts";
import { until } from "../rig/until.ts";
import { sampleEnd, sampleStart, valueOf } from "../store/sample.ts";
import { configWith } from "./delivering-host.ts";
import { LivingDaemon } from "./living-daemon.ts";
import { accept, hang, Receiver, type Answer } from "./receiver.ts";

/** Two owners, whose alerts wait for each other not at all. */
function configOf(receiver: Receiver, ...routes: readonly string[]): string {
  const line = (name: string) => `  ${name}: { webhook: { url: "${receiver.url(name)}" } }\n`;
  const both = `routes: [${routes.join(", ")}]`;
  return configWith(
    routes.map(line).join(""),
    `${both} }\n  dev: { ${both}`,
    "  backup: { promise: There is a backup, owner: dev }\n",
  );
}

let runs = 0;

/** A run that ended badly just now, recorded by another process's connection. */
function fail(daemon: LivingDaemon, monitor: string): void {
  const now = Date.now();
  const place = { path: daemon.storePath, mode: "command", now, busyTimeoutMs: 5_000 } as const;
  const store = valueOf(openStore(place));
  runs += 1;
  const id = `run-${String(runs)}`;
  const start = sampleStart(id, { monitor, startedAt: now - 1_000, recorder: null });
  const ending = { kind: "exited", exitCode: 1 } as const;
  const end = sampleEnd(id, { endedAt: now, durationMs: 1_000, ending });
  valueOf(applyReport(store, { kind: "run-ended", start, end }, { now, reporterUid: 0 }));
  closeStore(store);
}

describe("a daemon", () => {
  it("sends what it noticed at once, and a route that hangs holds up no other", async () => {
    await using receiver = await Receiver.open();
    await using daemon = new LivingDaemon(configOf(receiver, "dead", "chat"));
    receiver.answer("dead", hang);
    daemon.start();
    await daemon.heard("config-applied");
    fail(daemon, "billing");
    await until("the first alert", () => receiver.by("chat").length === 1);
    await until("the one that hangs", () => receiver.by("dead").length === 1);
    fail(daemon, "backup");
    await until("the next alert", () => receiver.by("chat").length === 2);
    await until("its end", () => daemon.events.filter((event) => event === "delivered")[1]);
    expect(daemon.events.filter((event) => event === "delivered")).toHaveLength(2);
    expect(daemon.events).not.toContain("not-delivered");
  });

  it("lets what is on the wire end when it is stopped", async () => {
    await using receiver = await Receiver.open();
    await using daemon = new LivingDaemon(configOf(receiver, "chat"));
    const waiting: Parameters<Answer>[0][] = [];
    receiver.answer("chat", (response) => void waiting.push(response));
    daemon.start();
    await daemon.heard("config-applied");
    fail(daemon, "billing");
    await until("the alert", () => waiting.length > 0);
    const stopped = daemon.stop();
    await daemon.heard("stopping");
    for (const response of waiting) accept(response);
    await stopped;
    expect(daemon.events).toContain("delivered");
  });
});
