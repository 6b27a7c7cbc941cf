import { describe, expect, it } from "vitest";
import { valueOf } from "../store/sample.ts";
import { configWith, DeliveringHost } from "./delivering-host.ts";
import { accept, Receiver, status } from "./receiver.ts";

const minute = 60_000;

async function scene(receiver: Receiver, owner: string, routes: readonly string[]) {
  const host = new DeliveringHost();
  const lines = routes.map((name) => `  ${name}: { webhook: { url: "${receiver.url(name)}" } }\n`);
  await host.apply(configWith(lines.join(""), owner));
  return host;
}

describe("a route that takes nothing any more", () => {
  it("hands what waits for it to the owner's other routes, and is an incident of its own", async () => {
    await using receiver = await Receiver.open();
    const owner = "routes: [chat], escalate: [{ after: 1h, routes: [mail] }]";
    using host = await scene(receiver, owner, ["chat", "mail"]);
    receiver.answer("chat", status(404, {}, "no_service"));
    host.run("billing");
    await host.check();
    expect(receiver.by("mail")).toHaveLength(1);
    expect(await host.notices()).toEqual([
      "billing opened chat waiting",
      "billing escalated mail waiting",
      "billing opened mail delivered",
    ]);
    host.pass(minute);
    await host.check();
    expect((await host.notices()).slice(3)).toEqual([
      "luota/route/chat opened mail delivered",
      "luota/route/chat escalated mail waiting",
    ]);
    const [incident] = valueOf(
      await host.open((watch) => watch.incidents({ drills: "with", limit: 1 })),
    );
    expect(incident?.incident).toMatchObject({
      monitor: "luota/route/chat",
      kind: "route-broken",
      severity: 2,
      state: "opened",
    });
    expect(host.toldOnHost).toEqual([]);
  });

  it("is mended by a notice that it takes: what waited leaves, and its incident ends", async () => {
    await using receiver = await Receiver.open();
    using host = await scene(receiver, "routes: [chat, mail]", ["chat", "mail"]);
    receiver.answer("chat", status(403), accept);
    host.run("billing");
    await host.check();
    host.pass(minute);
    await host.check();
    host.pass(minute);
    await host.check();
    host.pass(minute);
    await host.check();
    expect(await host.notices()).toEqual([
      "billing opened chat delivered",
      "billing opened mail delivered",
      "luota/route/chat opened mail delivered",
      "luota/route/chat resolved mail delivered",
    ]);
    expect(receiver.by("chat").map((each) => each.id)).toHaveLength(2);
  });

  it("is told of once, and goes round in no circle where no route takes anything", async () => {
    await using receiver = await Receiver.open();
    using host = await scene(receiver, "routes: [chat, mail]", ["chat", "mail"]);
    for (const route of ["chat", "mail"]) receiver.answer(route, status(410));
    host.run("billing");
    for (let passes = 0; passes < 4; passes += 1) {
      await host.check();
      host.pass(minute);
    }
    expect(host.toldOnHost.toSorted()).toEqual([
      expect.stringContaining("INC-1 billing: opened"),
      expect.stringContaining("INC-2 luota/route/chat: opened"),
      expect.stringContaining("INC-3 luota/route/mail: opened"),
    ]);
    expect(receiver.received.length).toBeLessThan(8);
  });

  it("that is gone from the config takes its own incident along", async () => {
    await using receiver = await Receiver.open();
    using host = await scene(receiver, "routes: [chat, mail]", ["chat", "mail"]);
    receiver.answer("chat", status(404));
    host.run("billing");
    await host.check();
    host.pass(minute);
    await host.check();
    const newest = async () =>
      valueOf(await host.open((watch) => watch.incidents({ drills: "with", limit: 1 })))[0];
    expect((await newest())?.incident).toMatchObject({ kind: "route-broken", state: "opened" });
    const line = `  mail: { webhook: { url: "${receiver.url("mail")}" } }\n`;
    await host.apply(configWith(line, "routes: [mail]"));
    host.pass(minute);
    await host.check();
    expect((await newest())?.incident).toMatchObject({
      monitor: "luota/route/chat",
      state: "resolved",
      resolution: { kind: "withdrawn" },
      causes: [{ kind: "route-broken", until: expect.any(Number) as number }],
    });
    expect((await host.notices()).at(-1)).toBe("luota/route/chat resolved mail delivered");
  }, 20_000);

  it("that is gone from the config leaves what waited for it to the others", async () => {
    await using receiver = await Receiver.open();
    using host = await scene(receiver, "routes: [chat]", ["chat"]);
    receiver.answer("chat", status(500));
    host.run("billing");
    await host.check();
    const line = `  talk: { webhook: { url: "${receiver.url("talk")}" } }\n`;
    await host.apply(configWith(line, "routes: [talk]"));
    await host.check();
    expect(receiver.by("talk")).toHaveLength(1);
    expect(await host.notices()).toEqual([
      "billing opened chat given-up",
      "billing opened talk delivered",
    ]);
  }, 20_000);
});
