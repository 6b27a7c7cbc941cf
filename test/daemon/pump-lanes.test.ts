import { expect, it } from "vitest";
import { createLanes } from "../../src/daemon/pump-lanes.ts";
import type { Route } from "../../src/domain/route.ts";

const slack: Route = {
  name: "chat",
  pager: false,
  target: { kind: "slack", via: { kind: "webhook", url: { kind: "env", name: "HOOK" } } },
};
const discord: Route = {
  name: "games",
  pager: false,
  target: { kind: "discord", url: { kind: "env", name: "HOOK" } },
};

it("gives Slack one message at a time, more than a second apart", () => {
  const lanes = createLanes();
  expect(lanes.room(slack, 0)).toBe(1);
  lanes.enter(slack, 0);
  expect([lanes.room(slack, 5_000), lanes.openAt(slack, 5)]).toEqual([0, null]);
  lanes.leave(slack);
  expect([lanes.room(slack, 900), lanes.openAt(slack, 900)]).toEqual([0, 1_100]);
  expect([lanes.room(slack, 1_100), lanes.openAt(slack, 1_100)]).toEqual([1, null]);
});

it("gives others four at once, whatever hangs elsewhere", () => {
  const lanes = createLanes();
  lanes.enter(slack, 0);
  for (const left of [4, 3, 2, 1, 0]) {
    expect(lanes.room(discord, 0)).toBe(left);
    if (left > 0) lanes.enter(discord, 0);
  }
  lanes.leave(discord);
  expect([lanes.room(discord, 0), lanes.onWire()]).toEqual([1, 4]);
});
