import { describe, expect, test } from "vitest";
import { readDispatched, withDispatched } from "../../src/recorder/dispatched-run.ts";

const whole = {
  ...{ id: "0123456789abcdef", slot: 5, through: ["nice"], jobUid: null },
  ...{ secretNames: ["A"], redact: ["a+"] },
};

describe("a watcher's word", () => {
  test("is read as it was written, and taken out", () => {
    const env = withDispatched({ A: "1" }, whole);
    expect(readDispatched(env)).toEqual({ dispatch: whole, env: { A: "1" } });
  });

  test.each([
    ["a jobUid", { jobUid: 7 }, true],
    ["no id", { id: undefined }, false],
    ["a slot that is a text", { slot: "5" }, false],
    ["through that is no list", { through: {} }, false],
    ["through with a number in it", { through: [1] }, false],
    ["a jobUid that is a text", { jobUid: "root" }, false],
    ["no secretNames", { secretNames: undefined }, false],
    ["secretNames that is a text", { secretNames: "A" }, false],
    ["no redact", { redact: undefined }, false],
    ["a pattern that is none", { redact: ["("] }, false],
  ])("with %s", (_name, change, isHeard) => {
    const env = { LUOTA_DISPATCH: JSON.stringify({ ...whole, ...change }) };
    expect(readDispatched(env).dispatch !== null).toBe(isHeard);
  });

  test.each(["", "null", "5", "[]", "{", '"x"'])("%j is none", (text) => {
    expect(readDispatched({ LUOTA_DISPATCH: text })).toEqual({ dispatch: null, env: {} });
  });
});
