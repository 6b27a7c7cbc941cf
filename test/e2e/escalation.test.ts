import { expect, test } from "vitest";
import { configWith } from "../daemon/delivering-host.ts";
import { Receiver, status } from "../daemon/receiver.ts";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { writeConfig } from "../rig/watcher.ts";

async function scene(receiver: Receiver, rig: Rig, after: string) {
  const line = (name: string) => `  ${name}: { webhook: { url: "${receiver.url(name)}" } }\n`;
  const owner = `routes: [chat], escalate: [{ after: ${after}, routes: [desk] }]`;
  const config = ["--config", writeConfig(rig, configWith(line("chat") + line("desk"), owner))];
  expect((await rig.luota(["config", "apply", ...config])).code).toBe(0);
  // Nobody was wrapped, so that nobody sends a pass: only these checks deliver.
  await rig.bash('"$LUOTA" failure "$("$LUOTA" start billing)"');
  return async () => await rig.luota(["check", ...config]);
}

function typesBy(receiver: Receiver, route: string): readonly string[] {
  return receiver.by(route).map((each) => each.body.type);
}

async function statesOf(rig: Rig): Promise<readonly string[]> {
  const { notices } = (await rig.json(["show", "INC-1"])) as {
    readonly notices: readonly Readonly<Record<"kind" | "route" | "state", string>>[];
  };
  return notices.map(({ kind, route, state }) => `${kind} ${route} ${state}`);
}

test("an acknowledgement cancels an escalation that waits for its time", async () => {
  await using receiver = await Receiver.open();
  using rig = new Rig();
  const check = await scene(receiver, rig, "1h");
  await check();
  expect(typesBy(receiver, "chat")).toEqual(["incident.opened"]);
  expect((await rig.luota(["ack", "INC-1", "--by", "Maya"])).code).toBe(0);
  await until(
    "the acknowledgement, told",
    async () => {
      await check();
      return typesBy(receiver, "chat").includes("incident.acknowledged");
    },
    60_000,
  );
  expect(await statesOf(rig)).toContain("escalated desk cancelled");
  expect(typesBy(receiver, "desk")).toEqual([]);
}, 120_000);

test("an acknowledgement cancels an escalation that its route did not take yet", async () => {
  await using receiver = await Receiver.open();
  using rig = new Rig();
  receiver.answer("desk", status(503));
  const check = await scene(receiver, rig, "1s");
  await until(
    "the escalation, tried",
    async () => {
      await check();
      return typesBy(receiver, "desk").includes("incident.escalated");
    },
    60_000,
  );
  const tried = typesBy(receiver, "desk").length;
  expect((await rig.luota(["ack", "INC-1", "--by", "Maya"])).code).toBe(0);
  receiver.answer("desk", status(200));
  await until(
    "the acknowledgement, told, and nothing left to try",
    async () => {
      await check();
      const told = typesBy(receiver, "chat").includes("incident.acknowledged");
      return told && !(await statesOf(rig)).some((state) => state.endsWith("waiting"));
    },
    60_000,
  );
  expect(await statesOf(rig)).toContain("escalated desk cancelled");
  expect(typesBy(receiver, "desk")).toHaveLength(tried);
}, 120_000);
