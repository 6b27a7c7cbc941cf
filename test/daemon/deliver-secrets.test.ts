import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { configWith, DeliveringHost } from "./delivering-host.ts";
import { Receiver, status } from "./receiver.ts";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

function scene(receiver: Receiver, host: DeliveringHost) {
  const url = receiver.url("chat?token=opensesame123");
  const file = host.inFolder("hook.url");
  writeFileSync(file, `${url}\n`);
  const lines = `  chat: { webhook: { url: "file:${file}", secret: env:HOOK_SECRET } }\n`;
  return configWith(lines, "routes: [chat]");
}

describe("a route whose secret this pass can't read", () => {
  it("is left to a pass that can", async () => {
    await using receiver = await Receiver.open();
    using host = new DeliveringHost();
    await host.apply(scene(receiver, host));
    host.run("billing");
    await host.check();
    expect(receiver.received).toEqual([]);
    expect(await host.notices()).toEqual(["billing opened chat waiting"]);
    expect(await host.attempts()).toEqual([]);
    expect(host.logged.filter((line) => line.includes("route-unusable"))).toEqual([
      expect.stringContaining("env:HOOK_SECRET: it is neither set nor in envFile"),
    ]);
    expect(host.toldOnHost).toEqual([]);
    host.pass(6 * 60_000);
    await host.check();
    await host.check();
    // Once, after nobody else came by.
    expect(host.toldOnHost).toEqual([
      expect.stringContaining("INC-1 billing: opened"),
      expect.stringContaining("chat can't be used from here: env:HOOK_SECRET"),
    ]);
    host.environment["HOOK_SECRET"] = secret;
    await host.check();
    expect(await host.notices()).toEqual(["billing opened chat delivered"]);
  });
});

describe("the secrets of a route", () => {
  it("are in no attempt, receipt, log or file, whatever the provider answers", async () => {
    await using receiver = await Receiver.open();
    using host = new DeliveringHost();
    await host.apply(scene(receiver, host));
    host.environment["HOOK_SECRET"] = secret;
    const echo = `bad ${secret} for /chat?token=opensesame123`;
    receiver.answer("chat?token=opensesame123", status(500, {}, echo), status(400, {}, echo));
    host.run("billing");
    await host.check();
    host.pass(60_000);
    await host.check();
    const kept = await host.open((watch) => watch.attempts({ limit: 10 }));
    const routes = await host.open((watch) => watch.routes());
    const everything = JSON.stringify([kept, routes, host.logged, host.toldOnHost]);
    expect(everything).toContain("[redacted]");
    const files = readFileSync(host.storePath, "latin1");
    for (const text of [everything, files]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain("opensesame123");
    }
  }, 20_000);
});
