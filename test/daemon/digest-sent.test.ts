import { expect, it } from "vitest";
import { digestTimes } from "../../src/domain/digest-due.ts";
import { configWith, DeliveringHost } from "./delivering-host.ts";
import { accept, Receiver, status } from "./receiver.ts";

const day = 86_400_000;

it("a digest is sent once for each week, tried again as alerts are, and not for a week before the config", async () => {
  await using receiver = await Receiver.open();
  using host = new DeliveringHost();
  const lines = ["chat", "mail"].map(
    (name) => `  ${name}: { webhook: { url: "${receiver.url(name)}" } }\n`,
  );
  await host.apply(configWith(lines.join(""), "routes: [chat, mail]"));
  receiver.answer("mail", status(500), status(500), accept);
  await host.check();
  expect(receiver.received).toEqual([]);
  host.pass(7 * day);
  await host.check();
  await host.check();
  host.pass(60_000);
  await host.check();
  expect(receiver.by("chat")).toHaveLength(1);
  expect(receiver.by("mail")).toHaveLength(3);
  expect(new Set(receiver.by("mail").map((each) => each.id)).size).toBe(1);
  const [digest] = receiver.by("chat");
  expect(digest?.body).toMatchObject({ type: "digest" });
  expect(JSON.stringify(digest?.body)).toContain("The promise was kept");
  host.pass(7 * day);
  await host.check();
  expect(receiver.by("chat")).toHaveLength(2);
  expect(await host.attempts()).toHaveLength(6);
}, 30_000);

it.each([
  ["on Monday at eight", "2026-11-23T06:00:00Z", "2026-11-23T06:00:00.000Z"],
  ["not a moment before", "2026-11-23T05:59:59Z", "2026-11-16T06:00:00.000Z"],
  ["by the clocks of the zone", "2026-10-28T00:00:00Z", "2026-10-26T06:00:00.000Z"],
  ["also before the clocks were set", "2026-10-25T12:00:00Z", "2026-10-19T05:00:00.000Z"],
])("its time comes %s", (_, now, last) => {
  expect(new Date(digestTimes("Europe/Helsinki", Date.parse(now)).last).toISOString()).toBe(last);
});
