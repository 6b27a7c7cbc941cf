import { describe, expect, it } from "vitest";
import { parseRunArguments } from "../../src/cli/run-arguments.ts";

describe("the words of luota run", () => {
  it.each([
    ["a --store without a value", ["job", "--store", "--", "true"]],
    ["an empty --store, as from an unset variable", ["job", "--store", "", "--", "true"]],
  ])("run unrecorded with %s: a record must not land in another store", (_, words) => {
    const parsed = parseRunArguments(words);
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        run: {
          monitor: null,
          command: { kind: "argv", words: ["true"] },
          warnings: [{ kind: "missing-value", option: "--store" }],
        },
      },
    });
  });

  it.each([
    ["--store", ["job", "--store", "", "true"]],
    ["--timeout", ["job", "--timeout", "10 parsecs", "true"]],
  ])("are refused with a bad %s where the command is not certain", (option, words) => {
    expect(parseRunArguments(words)).toMatchObject({ ok: false, failure: { option } });
  });
});
