import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import { lookupUnblocked } from "../../src/deliver/http-destination.ts";

// An address is its own name to the resolver: what it answers is known without a name server.
function resolve(name: string, all: boolean) {
  return new Promise<{ blocked: boolean; found: string | LookupAddress[] }>((settle) => {
    let blocked = false;
    const look = lookupUnblocked(() => {
      blocked = true;
    });
    look(name, { all }, (_error, found) => {
      settle({ blocked, found });
    });
  });
}

test("a name that leads to a blocked address has no address left", async () => {
  expect(await resolve("169.254.169.254", true)).toEqual({ blocked: true, found: [] });
  expect(await resolve("::ffff:169.254.169.254", false)).toEqual({ blocked: true, found: [] });
});

test("any other name is looked up as usual, in both forms of the answer", async () => {
  const address = "127.0.0.1";
  expect((await resolve(address, true)).found).toEqual([{ address, family: 4 }]);
  expect((await resolve(address, false)).found).toBe(address);
});
