import { expect, test } from "vitest";
import { looksBinary } from "../../src/text/binary.ts";
import { sha256Hex } from "../../src/text/digest.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
/** Bytes without any order, and without NUL. */
const noise = Uint8Array.from(
  Buffer.from(Array.from({ length: 64 }, (_, index) => sha256Hex(String(index))).join(""), "hex"),
).filter((byte) => byte !== 0);

test.each([
  ["nothing", new Uint8Array()],
  ["plain lines", utf8("done\n".repeat(100))],
  ["a byte order mark", utf8("\ufeffdone\n")],
  ["every script", utf8("päivä 日本語 שלום 👩‍👧\n".repeat(50))],
  ["coloured lines", utf8("\u001b[31mE\u001b[0m\n".repeat(200))],
  ["a progress bar", utf8("10%\b\b\b20%\r30%\r\n".repeat(50))],
  ["Latin-1 prose", latin1("Varmuuskopio on tehty, kiitos kärsivällisyydestä. ".repeat(20))],
  ["a few stray bytes", Uint8Array.of(0xff, 0xfe, 0x61, 0x0a)],
  ["a character that the end cuts", utf8(`${"x".repeat(8_190)}€`).subarray(0, 8_191)],
])("%s is text", (_, bytes) => {
  expect(looksBinary(bytes)).toBe(false);
});

test.each([
  ["a gzip header with NULs", Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3)],
  ["noise without a NUL", noise],
  ["a NUL far in", utf8(`${"x".repeat(8_000)}\0`)],
  ["UTF-16", Uint8Array.from(Buffer.from("done", "utf16le"))],
])("%s is binary", (_, bytes) => {
  expect(looksBinary(bytes)).toBe(true);
});
