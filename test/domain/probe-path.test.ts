import { expect, test } from "vitest";
import { findInJson, parseJsonPath } from "../../src/domain/probe-path.ts";

const body = { status: "ok", items: [{ state: 1 }, { state: 2 }], "odd key": { "a.b": true } };

test.each<[string, unknown]>([
  ["$", body],
  ["$.status", "ok"],
  ["$.items[0].state", 1],
  ["$.items[-1].state", 2],
  ['$["odd key"]["a.b"]', true],
  ["$['odd key']['a.b']", true],
  ["$.items[2]", undefined],
  ["$.items.length", undefined],
  ["$.status.length", undefined],
  ["$.toString", undefined],
  ["$[0]", undefined],
])("%s leads to %j", (path, found) => {
  expect(findInJson(body, parseJsonPath(path) ?? [])).toEqual(found);
});

test.each(["", "status", "$.", "$.a..b", "$[", "$[a]", "$.items[*]", "$..state", '$["a]', "$ .a"])(
  "%s is no path",
  (path) => {
    expect(parseJsonPath(path)).toBeNull();
  },
);
