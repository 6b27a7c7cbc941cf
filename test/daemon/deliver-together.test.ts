import { describe, expect, it } from "vitest";
import { startProgram } from "./program.ts";
import { until } from "../rig/until.ts";
import { configWith, DeliveringHost } from "./delivering-host.ts";
import { accept, hang, Receiver } from "./receiver.ts";

const minute = 60_000;

function twoRoutes(receiver: Receiver): string {
  const line = (name: string) => `  ${name}: { webhook: { url: "${receiver.url(name)}" } }\n`;
  return configWith(line("chat") + line("mail"), "routes: [chat, mail]");
}

describe("two passes at once", () => {
  it("send each message once", async () => {
    await using receiver = await Receiver.open();
    using host = new DeliveringHost();
    await host.apply(twoRoutes(receiver));
    for (let runs = 0; runs < 10; runs += 1) host.run("billing");
    await Promise.all([host.check(), host.check(), host.check()]);
    expect(receiver.by("chat")).toHaveLength(1);
    expect(receiver.by("mail")).toHaveLength(1);
  });
});

describe("a watcher that is killed while a message is on the wire", () => {
  it("loses nothing: once its lease has run out, the next one sends it again under the same id", async () => {
    await using receiver = await Receiver.open();
    using host = new DeliveringHost();
    await host.apply(twoRoutes(receiver));
    receiver.answer("chat", hang);
    host.run("billing");
    const { child, ended } = startProgram("check", [host.storePath, host.config]);
    await until(
      "both messages left",
      () => receiver.by("chat").length + receiver.by("mail").length === 2,
    );
    await until("mail settled", async () => (await host.attempts()).includes("mail 1 delivered"));
    child.kill("SIGKILL");
    await ended;
    expect(await host.notices()).toContain("billing opened chat waiting");
    expect(await host.attempts()).toContain("chat 1 begun");
    receiver.answer("chat", accept);
    await host.check();
    expect(receiver.by("chat")).toHaveLength(1);
    host.pass(3 * minute);
    await host.check();
    const [first, second] = receiver.by("chat");
    expect(second?.id).toBe(first?.id);
    expect(receiver.by("mail")).toHaveLength(1);
    expect(await host.attempts()).toEqual(["chat 1 begun", "mail 1 delivered", "chat 2 delivered"]);
    expect(await host.notices()).toEqual([
      "billing opened chat delivered",
      "billing opened mail delivered",
    ]);
  }, 30_000);
});
