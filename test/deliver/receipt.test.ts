import { expect, test } from "vitest";
import { makeReceipt } from "../../src/deliver/receipt.ts";

const receipt = (text: string) =>
  makeReceipt({ text, status: 200, reference: null }, ["https://h.example/verysecret"]).text;

test("an answer is kept word for word", () => {
  expect(receipt("ok\n<b>")).toBe("ok\n<b>");
});

test("what was used to send is not kept where the answer echoes it", () => {
  expect(receipt("no POST to https://h.example/verysecret here")).toBe(
    "no POST to [redacted] here",
  );
});

test("a long answer is cut to 4 KiB of UTF-8, between characters", () => {
  expect(receipt("x".repeat(5_000))).toHaveLength(4_096);
  expect(receipt("€".repeat(5_000))).toBe("€".repeat(1_365));
  expect(receipt("\u{1f600}".repeat(5_000))).toBe("\u{1f600}".repeat(1_024));
});

test("broken text becomes well-formed", () => {
  expect(receipt("a\ud800b")).toBe("a\ufffdb");
});
