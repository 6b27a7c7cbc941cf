import { describe, expect, test } from "vitest";
import { lastForwarded } from "../../src/http/remote.ts";
import { Door } from "./door.ts";

describe("a link to acknowledge", () => {
  test.each(["GET", "HEAD"])("%s shows what broke and changes nothing", async (method) => {
    await using door = await Door.open();
    const before = await door.incident();
    for (let times = 0; times < 3; times += 1) {
      const page = await door.ask(door.acknowledgePath(), { method });
      expect(page.status).toBe(200);
      if (method === "HEAD") expect(page.text).toBe("");
      else {
        expect(page.text).toContain("billing-sync missed 2 runs");
        expect(page.text).toContain("Stripe invoices are reflected in customer access");
        expect(page.text).toContain("2026-11-20 14:03:00 UTC (15m ago)");
        expect(page.text).toContain('href="https://wiki.acme.example/stripe-billing-recovery"');
        expect(page.text).toContain('<form method="post">');
      }
    }
    expect(await door.incident()).toEqual(before);
    expect(await door.records()).toEqual([]);
  });

  test("pressed with a name acknowledges, as claimed by that name, and proves the route", async () => {
    await using door = await Door.open();
    const path = door.acknowledgePath();
    door.stage.now += 60_000;
    const page = await door.press(path, { name: " Maya ", note: "on it" });
    expect(page).toMatchObject({ status: 200, redirected: true });
    expect(page.text).toContain("<strong>Maya has it</strong>");
    expect(page.text).not.toContain("<form");
    const shown = await door.incident();
    expect(shown).toMatchObject({ state: "acknowledged", acknowledgedBy: "Maya" });
    expect(shown.timeline.at(-1)).toMatchObject({
      ...{
        kind: "acknowledged",
        by: "Maya",
        note: "on it",
        happenedAt: "2026-11-20T14:19:02.000Z",
      },
      claim: { route: "ops-slack", recipient: "", address: "127.0.0.1", forwardedFor: null },
    });
    expect((await door.stage.luota("show", "INC-1")).out).toMatch(
      /by Maya \(claimed, through the link by ops-slack, from\s+127\.0\.0\.1\): on it/u,
    );
    expect(await door.stage.luota("audit", "--verify")).toMatchObject({ code: 0 });
    expect(await door.records()).toMatchObject([
      { route: "ops-slack", provedBy: "Maya", provedAt: door.stage.now },
    ]);
  });

  test("pressed again, or by another one, changes nothing and says who was first", async () => {
    await using door = await Door.open();
    const path = door.acknowledgePath();
    await door.press(path, { name: "Maya" });
    const before = await door.incident();
    const again = await door.press(path, { name: "Maya" });
    expect(again.text).toContain("<strong>Maya has it</strong>");
    const other = await door.press(door.acknowledgePath("router"), { name: "Sam" });
    expect(other.text).toContain("<strong>Maya has it</strong>");
    expect(await door.incident()).toEqual(before);
    expect((await door.ask(path)).text).not.toContain("<form");
  });

  test("twenty at once acknowledge once", async () => {
    await using door = await Door.open();
    const path = door.acknowledgePath();
    const names = Array.from({ length: 20 }, (_, index) => `Person ${index}`);
    const answers = await Promise.all(names.map((name) => door.press(path, { name })));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const { timeline } = await door.incident();
    expect(timeline.filter(({ kind }) => kind === "acknowledged")).toHaveLength(1);
  });

  test("of an incident that is over says so", async () => {
    await using door = await Door.open();
    await door.stage.luota("resolve", "INC-1", "--by", "Sam", "--note", "restored by hand");
    const page = await door.press(door.acknowledgePath(), { name: "Maya" });
    expect(page.text).toContain("<strong>It is resolved</strong>");
    expect(page.text).toContain("resolved by Sam: restored by hand");
    expect(await door.incident()).toMatchObject({ state: "resolved", acknowledgedBy: null });
  });

  test.each([
    ["no name", {}, "Please type your name."],
    ["a name of spaces", { name: " \u3000 " }, "Please type your name."],
    ["a name of signs", { name: "<>!" }, "Please type your name."],
    ["a very long name", { name: "a".repeat(81) }, "at most 80"],
    ["a very long note", { name: "Maya", note: "a".repeat(1_001) }, "at most 1000"],
  ])("with %s is asked again, and nothing changes", async (_, fields, problem) => {
    await using door = await Door.open();
    const page = await door.press(door.acknowledgePath(), fields);
    expect(page.status).toBe(422);
    expect(page.text).toContain(problem);
    expect(page.text).toContain("<form");
    expect(await door.incident()).toMatchObject({ state: "opened" });
  });

  test("bears hostile words, typed and recorded, without a way out of the text", async () => {
    await using door = await Door.open();
    const evil = `"><script>alert(1)</script>&amp;\u202e\u001b[31m'`;
    const mistyped = await door.press(door.acknowledgePath(), {
      name: evil,
      note: "x".repeat(1_001),
    });
    const taken = await door.press(door.acknowledgePath(), { name: evil, note: evil });
    for (const { text } of [mistyped, taken]) {
      expect(text).not.toContain("<script");
      expect(text).not.toContain("\u202e");
      expect(text).not.toContain("\u001b");
    }
    expect(taken.text).toContain("&lt;script&gt;");
    expect((await door.incident()).acknowledgedBy).toBe(
      `"><script>alert(1)</script>&amp;\\u{202e}'`,
    );
  });
});

describe("a link that does not count", () => {
  test("is said to have ended after a week, with the command that does the same", async () => {
    await using door = await Door.open();
    const path = door.acknowledgePath();
    door.stage.now += 7 * 86_400_000;
    for (const page of [await door.ask(path), await door.press(path, { name: "Maya" })]) {
      expect(page.status).toBe(410);
      expect(page.text).toContain("luota ack INC-1");
    }
    expect(await door.incident()).toMatchObject({ state: "opened" });
  });

  test.each([
    ["cut off", (path: string) => path.slice(0, -3)],
    ["changed", (path: string) => path.replace(/\/a\/./u, "/a/X")],
    ["for another purpose", (path: string) => path.replace("/a/", "/p/")],
    ["made up", () => "/a/INC-1"],
    ["broken percent signs", () => "/a/%E0%A4%A.%"],
  ])("is a calm 404 where it is %s", async (_, change) => {
    await using door = await Door.open();
    const path = change(door.acknowledgePath());
    for (const page of [await door.ask(path), await door.press(path, { name: "Maya" })]) {
      expect(page.status).toBe(404);
      expect(page.text).toContain("This link is not valid");
    }
    expect(await door.incident()).toMatchObject({ state: "opened" });
    expect(door.logged).toEqual([]);
  });

  test("to an incident that is not kept any more is a 404 that says so", async () => {
    await using door = await Door.open();
    const path = door.acknowledgePath("ops-slack", 99);
    for (const page of [await door.ask(path), await door.press(path, { name: "Maya" })])
      expect(page).toMatchObject({
        status: 404,
        text: expect.stringContaining("INC-99") as string,
      });
  });
});

describe("where an answer came from", () => {
  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["10.0.0.1, 203.0.113.9", "203.0.113.9"],
    ["2001:db8::1", "2001:db8::1"],
    ["somewhere <b>", null],
    ["", null],
    [undefined, null],
  ])("a proxy that says %j is kept as %j", (header, kept) => {
    expect(lastForwarded(header)).toBe(kept);
  });

  test("what a proxy says stands beside the address itself", async () => {
    await using door = await Door.open();
    await door.ask(door.acknowledgePath(), {
      method: "POST",
      body: new URLSearchParams({ name: "Maya" }),
      headers: { "X-Forwarded-For": "10.1.1.1, 203.0.113.9" },
    });
    expect((await door.incident()).timeline.at(-1)).toMatchObject({
      claim: { address: "127.0.0.1", forwardedFor: "203.0.113.9" },
    });
  });
});
