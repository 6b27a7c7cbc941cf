import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../src/text/digest.ts";

describe("sha256Hex", () => {
  test.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ])("of %j is the published digest", (text, digest) => {
    expect(sha256Hex(text)).toBe(digest);
  });

  test("agrees with node:crypto at every length up to three blocks", () => {
    const bytes = Uint8Array.from({ length: 200 }, (_, index) => (index * 167 + 13) % 256);
    for (let length = 0; length <= bytes.length; length += 1) {
      const part = bytes.subarray(0, length);
      expect(sha256Hex(part)).toBe(createHash("sha256").update(part).digest("hex"));
    }
  });

  test("hashes a string as UTF-8, and a view into a larger buffer as its own bytes only", () => {
    expect(sha256Hex("päivä €\u{1f600}")).toBe(
      createHash("sha256").update("päivä €\u{1f600}").digest("hex"),
    );
    expect(sha256Hex(new TextEncoder().encode("xxabcxx").subarray(2, 5))).toBe(sha256Hex("abc"));
  });

  test("hashes a mebibyte", () => {
    const bytes = new Uint8Array(2 ** 20).fill(0x61);
    expect(sha256Hex(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
  });
});
