import { expect, it } from "vitest";
import { describeRunComplaint } from "../../src/cli/complain/run.ts";
import { readPayloadFile } from "../../src/cli/payload-file.ts";

const bell = "\u001b]0;owned\u0007";

it("a word in the place of a monitor is shown without what a terminal obeys", () => {
  expect(describeRunComplaint({ kind: "no-command", monitor: bell })).toBe(
    String.raw`no command to run: luota run "\u001b]0;owned\u0007" -- COMMAND…`,
  );
});

it("so is the path of a payload", () => {
  const said: string[] = [];
  readPayloadFile(`/nowhere/${bell}`, (line) => said.push(line));
  expect(said).toEqual([
    String.raw`--payload @/nowhere/\x1b]0;owned\x07 can't be read (ENOENT), so it is not recorded`,
  ]);
});
