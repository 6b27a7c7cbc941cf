import { describe, expect, test } from "vitest";
import { Door } from "./door.ts";

const provePath = (door: Door) =>
  door.path((links) => links.prove("ops-slack", "", door.stage.now));

describe("a link to prove a route", () => {
  test("asks first, and proves when pressed with a name", async () => {
    await using door = await Door.open();
    const asked = await door.ask(provePath(door));
    expect(asked.status).toBe(200);
    expect(asked.text).toContain("Did the message through ops-slack reach you?");
    expect(await door.records()).toEqual([]);
    expect((await door.press(provePath(door), {})).status).toBe(422);
    const thanked = await door.press(provePath(door), { name: "Maya" });
    expect(thanked.text).toContain("The route ops-slack is proved: Maya, 2026-11-20 14:18:02 UTC.");
    expect(await door.records()).toMatchObject([{ route: "ops-slack", provedBy: "Maya" }]);
  });

  test("proves nothing of a route that is another one by now", async () => {
    await using door = await Door.open();
    const path = provePath(door);
    const { rules } = door;
    const other = { kind: "slack", via: { kind: "webhook", url: { kind: "env", name: "NEW" } } };
    door.rules = {
      ...rules,
      routeNamed: (name) => ({ name, pager: false, target: other as never }),
    };
    const page = await door.press(path, { name: "Maya" });
    expect(page.status).toBe(409);
    expect(page.text).toContain("luota routes prove ops-slack");
    door.rules = { ...rules, routeNamed: () => null };
    expect((await door.press(path, { name: "Maya" })).status).toBe(409);
    expect(await door.records()).toEqual([]);
  });
});
