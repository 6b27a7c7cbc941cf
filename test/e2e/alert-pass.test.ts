import { existsSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { configWith } from "../daemon/delivering-host.ts";
import { Receiver, status } from "../daemon/receiver.ts";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { writeConfig } from "../rig/watcher.ts";

/** A rig whose alerts go to this receiver; every monitor is named by the config. */
async function rigOf(receiver: Receiver, monitors: readonly string[] = []): Promise<Rig> {
  const rig = new Rig();
  const route = `  chat: { webhook: { url: "${receiver.url("chat")}" } }\n`;
  const more = monitors.map((name) => `  ${name}: { promise: It works }\n`).join("");
  writeConfig(rig, configWith(route, "routes: [chat]", more));
  const applied = await rig.luota(["config", "apply", "--config", rig.path("luota.yaml")]);
  if (applied.code !== 0) throw new Error(applied.stderr);
  return rig;
}

function namesIn(receiver: Receiver): readonly string[] {
  const text = JSON.stringify(receiver.received.map((each) => each.body));
  return [
    ...new Set(Array.from(text.matchAll(/"monitor":"([^"]+)"/gu), (match) => match[1] ?? "")),
  ];
}

describe("a run that ends badly where no daemon watches", () => {
  test("is told within seconds, and its own code is returned at once", async () => {
    await using receiver = await Receiver.open();
    using rig = await rigOf(receiver);
    const ended = await rig.luota(["run", "billing", "--", "sh", "-c", "echo no; exit 3"]);
    expect(ended).toMatchObject({ code: 3, stdout: "no\n", stderr: "" });
    await until("the alert", () => receiver.received.length > 0);
    expect(namesIn(receiver)).toEqual(["billing"]);
  });

  test("twelve at once are all told, and a good run sends nobody", async () => {
    await using receiver = await Receiver.open();
    const names = Array.from({ length: 12 }, (_, index) => `job-${String(index)}`);
    using rig = await rigOf(receiver, [...names, "good"]);
    await rig.luota(["run", "good", "--", "true"]);
    await Promise.all(names.map((name) => rig.luota(["run", name, "--", "false"])));
    await until("all alerts", () => namesIn(receiver).length === names.length, 40_000);
    expect(namesIn(receiver).toSorted()).toEqual(names.toSorted());
  }, 60_000);
});

describe("a store that somebody else holds", () => {
  test("holds up no alert for longer than that, and many who wait send one pass", async () => {
    await using receiver = await Receiver.open();
    const names = ["one", "two", "three", "four"];
    using rig = await rigOf(receiver, names);
    const holder = new Database(rig.store);
    holder.exec("BEGIN IMMEDIATE");
    try {
      for (const name of names) {
        const ended = await rig.luota(["run", name, "--", "false"]);
        expect(ended).toMatchObject({
          code: 1,
          stderr: expect.stringContaining("is locked") as string,
        });
      }
      expect(receiver.received).toEqual([]);
      // Its one pass waits; the others found this.
      expect(existsSync(`${rig.store}.pass`)).toBe(true);
    } finally {
      holder.close();
    }
    await until("all alerts", () => namesIn(receiver).length === names.length, 60_000);
    await until("the end of the pass", () => !existsSync(`${rig.store}.pass`), 60_000);
  }, 120_000);
});

describe("luota check", () => {
  test("says what a pass before found that no route takes: nobody read that", async () => {
    await using receiver = await Receiver.open();
    using rig = await rigOf(receiver);
    receiver.answer("chat", status(404, {}, "no_service"));
    await rig.luota(["run", "billing", "--", "false"]);
    await until("the try", () => receiver.received.length > 0, 40_000);
    const said = await until(
      "the last resort",
      async () => {
        const checked = await rig.luota(["check", "--config", rig.path("luota.yaml")]);
        return checked.code === 69 ? checked.stderr : null;
      },
      40_000,
    );
    expect(said).toContain("INC-1 billing: opened, severity 3; no route could take");
  }, 90_000);

  test("ends with 69 and says so where no route could take an alert, once", async () => {
    await using receiver = await Receiver.open();
    using rig = await rigOf(receiver);
    receiver.answer("chat", status(404, {}, "no_service"));
    const config = ["--config", rig.path("luota.yaml")];
    // Nobody was wrapped, so that nobody sends a pass.
    await rig.bash('"$LUOTA" failure "$("$LUOTA" start billing)"');
    const checked = await rig.luota(["check", ...config]);
    expect(checked.code).toBe(69);
    expect(checked.stderr).toContain("INC-1 billing: opened, severity 3; no route could take");
    expect(await rig.luota(["check", ...config])).toMatchObject({ code: 0, stderr: "" });
  }, 30_000);
});
