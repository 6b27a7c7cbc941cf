import { describe, expect, test } from "vitest";
import { parseEnvFile, readEnvFile } from "../../src/daemon/secret-values.ts";

describe("an envFile", () => {
  test.each([
    ["has a variable on each line", "A=1\nB=2\r\n", { A: "1", B: "2" }],
    ["has remarks and blank lines", "# A=1\n\n  \nB=2", { B: "2" }],
    ["may be one for a shell", "export A=1", { A: "1" }],
    [
      "may quote values",
      `A="x \\"y\\" #z"\nB='it is $5'\nC=a b `,
      { A: 'x "y" #z', B: "it is $5", C: "a b" },
    ],
    ["may set nothing", 'A=\nB=""', { A: "", B: "" }],
    ["leaves alone what is no variable", "1A=1\nfoo\n=x", {}],
  ])("%s", (_, text, expected) => {
    expect(Object.fromEntries(parseEnvFile(text))).toEqual(expected);
  });

  test("that is not there has nothing", () => {
    expect(readEnvFile("/no/such/file").size).toBe(0);
  });
});
