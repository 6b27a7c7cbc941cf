import { describe, expect, it } from "vitest";
import { isMailAddress } from "../../src/text/mail-address.ts";

describe("one plain mail address", () => {
  it.each([
    ["ops@acme.example"],
    ["first.last+luota@mail.acme.example"],
    ["o'brien@acme.example"],
    ["root@localhost"],
    ["x@xn--jyvskyl-5wae.example"],
    [`${"a".repeat(64)}@acme.example`],
  ])("is %j", (text) => {
    expect(isMailAddress(text)).toBe(true);
  });

  it.each([
    ["nothing", ""],
    ["no @", "ops"],
    ["no name", "@acme.example"],
    ["no host", "ops@"],
    ["two @", "ops@acme@example"],
    ["a display name", '"Ops" <ops@acme.example>'],
    ["angle brackets", "<ops@acme.example>"],
    ["two addresses", "ops@acme.example,evil@evil.test"],
    ["two addresses and a space", "ops@acme.example evil@evil.test"],
    ["a line end", "ops@acme.example\r\nRCPT TO:<evil@evil.test>"],
    ["a line end at the end", "ops@acme.example\n"],
    ["NUL", "ops\0@acme.example"],
    ["a quoted name", '"a b"@acme.example'],
    ["a comment", "ops(x)@acme.example"],
    ["a route", "@relay.test:ops@acme.example"],
    ["a first dot", ".ops@acme.example"],
    ["a last dot", "ops.@acme.example"],
    ["two dots", "o..ps@acme.example"],
    ["an option of a program", "-oQ/tmp@acme.example"],
    ["an address literal", "ops@[127.0.0.1]"],
    ["an empty label", "ops@acme..example"],
    ["a label that starts with a dash", "ops@-acme.example"],
    ["a dot behind the host", "ops@acme.example."],
    ["letters that are not ASCII", "öps@acme.example"],
    ["a host that is not ASCII", "ops@jyväskylä.example"],
    ["too long a name", `${"a".repeat(65)}@acme.example`],
    [
      "too long a whole",
      `ops@${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(20)}`,
    ],
  ])("is not %s", (_, text) => {
    expect(isMailAddress(text)).toBe(false);
  });
});
