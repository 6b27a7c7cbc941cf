import { describe, expect, it } from "vitest";
import { configWith, DeliveringHost } from "./delivering-host.ts";
import { accept, Receiver, status } from "./receiver.ts";

const minute = 60_000;

const chatAlone = (receiver: Receiver) =>
  configWith(`  chat: { webhook: { url: "${receiver.url("chat")}" } }\n`, "routes: [chat]");

describe("a pass", () => {
  it("delivers what its tick found, and keeps the receipt", async () => {
    await using receiver = await Receiver.open();
    using host = new DeliveringHost();
    await host.apply(chatAlone(receiver));
    host.run("billing");
    await host.check();
    expect(receiver.received).toHaveLength(1);
    expect(await host.notices()).toEqual(["billing opened chat delivered"]);
    expect(await host.attempts()).toEqual(["chat 1 delivered"]);
    await host.check();
    expect(receiver.received).toHaveLength(1);
  });

  it("tries again what failed, at its time and under the same id", async () => {
    await using receiver = await Receiver.open();
    using host = new DeliveringHost();
    await host.apply(chatAlone(receiver));
    receiver.answer("chat", status(500), status(503), accept);
    host.run("billing");
    await host.check();
    expect(await host.attempts()).toEqual(["chat 1 try-later", "chat 2 try-later"]);
    host.pass(minute);
    await host.check();
    expect(await host.attempts()).toHaveLength(3);
    expect(new Set(receiver.received.map((each) => each.id)).size).toBe(1);
    expect(await host.notices()).toEqual(["billing opened chat delivered"]);
  }, 20_000);

  it("obeys Retry-After", async () => {
    await using receiver = await Receiver.open();
    using host = new DeliveringHost();
    await host.apply(chatAlone(receiver));
    receiver.answer("chat", status(429, { "retry-after": "90" }), accept);
    host.run("billing");
    await host.check();
    host.pass(minute);
    await host.check();
    expect(receiver.received).toHaveLength(1);
    host.pass(minute);
    await host.check();
    expect(await host.attempts()).toEqual(["chat 1 try-later", "chat 2 delivered"]);
  });
});
