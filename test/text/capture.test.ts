import { describe, expect, test } from "vitest";
import { keepText, type CaptureLimits, type RawCapture } from "../../src/text/capture.ts";
import { noSecrets, secretsFrom } from "../../src/text/secrets.ts";
import { seeded } from "../rig/seeded.ts";

const limits: CaptureLimits = { head: 40, tail: 60, margin: 30 };

/** What the supervisor would hold of this stream. */
function capture(stream: Uint8Array, { head, tail, margin } = limits): RawCapture {
  return {
    head: stream.subarray(0, head + margin),
    tail: stream.subarray(Math.max(0, stream.length - tail - margin)),
    bytes: stream.length,
  };
}

const keep = (stream: string | Uint8Array, secrets = noSecrets, within = limits) =>
  keepText(
    capture(typeof stream === "string" ? Buffer.from(stream) : stream, within),
    within,
    secrets,
  );

describe("what is kept", () => {
  const letters = (length: number) =>
    Array.from({ length }, (_, index) => String.fromCharCode(97 + (index % 26))).join("");

  test.each([0, 1, 39, 40, 41, 69, 70, 71, 99, 100])("all of %i bytes", (length) => {
    const text = letters(length);
    const kept = keep(text);
    expect(kept.head + kept.tail).toBe(text);
    expect(kept).toMatchObject({ bytes: length, head: text.slice(0, 40), truncated: false });
  });

  test.each([101, 130, 159, 160, 161, 200, 5_000])("both ends of %i bytes", (length) => {
    const text = letters(length);
    expect(keep(text)).toEqual({
      bytes: length,
      head: text.slice(0, 40),
      tail: text.slice(-60),
      truncated: true,
    });
  });

  test.each([
    ["a byte order mark is no text", "\ufeffdone", "done"],
    ["one inside is", "a\ufeffb", "a\ufeffb"],
    ["bytes that are no UTF-8 are marked", Uint8Array.of(0x61, 0xff, 0xc3, 0x62), "a\ufffd\ufffdb"],
    ["an unfinished last character is marked", Uint8Array.of(0x61, 0xe2, 0x82), "a\ufffd"],
  ])("%s", (_, stream, head) => {
    expect(keep(stream)).toMatchObject({ head, tail: "", truncated: false });
  });

  test.each(["ä", "€", "👍"])("no cut splits %s, wherever it falls", (character) => {
    for (const margin of [0, 30]) {
      for (let shift = 0; shift < 5; shift += 1) {
        for (const count of [45, 60, 300]) {
          const text = "x".repeat(shift) + character.repeat(count);
          const kept = keep(text, noSecrets, { ...limits, margin });
          expect(kept.head + kept.tail).not.toContain("\ufffd");
          expect(text.startsWith(kept.head)).toBe(true);
          expect(text.endsWith(kept.tail)).toBe(true);
          expect(Buffer.byteLength(kept.head)).toBeGreaterThan(limits.head - 4);
          expect(Buffer.byteLength(kept.tail)).toBeLessThan(limits.tail + 4);
        }
      }
    }
  });
});

describe("secrets", () => {
  const secret = "s3cr3t-Aq9xW";
  const secrets = secretsFrom([secret]);

  test("redaction that shortens the text never lets the margin in", () => {
    const long = `Q${"w7Rt".repeat(6)}z`;
    const text = `${long} ${long} ${"m".repeat(500)}`;
    const { head } = keep(text, secretsFrom([long]));
    expect(head).toBe("[redacted] [redacted]");
  });

  test("a secret across the place where head and tail meet is in the head, once", () => {
    const kept = keep(`${"x".repeat(35)}${secret}${"y".repeat(20)}`, secrets);
    expect(kept).toEqual({
      bytes: 35 + secret.length + 20,
      head: `${"x".repeat(35)}[redacted]`,
      tail: "y".repeat(20),
      truncated: false,
    });
  });

  test.each([80, 101, 130, 150, 159, 160, 161, 165, 172, 200, 1_000])(
    "no 8 characters of it are left, at any place of %i bytes",
    (length) => {
      for (let at = 0; at <= length - secret.length; at += 1) {
        const text = "-".repeat(at) + secret + "-".repeat(length - at - secret.length);
        expect(fragmentsIn(keep(text, secrets), secret)).toEqual([]);
      }
    },
  );

  test("nor of one that is longer than the margin, or than all that is kept", () => {
    const random = seeded(7);
    for (const size of [31, 64, 100, 200, 400]) {
      const long = Array.from({ length: size }, () => Math.floor(random() * 36).toString(36)).join(
        "",
      );
      const known = secretsFrom([long]);
      for (let at = 0; at <= 300; at += 3) {
        const text = "-".repeat(at) + long + "-".repeat(300 - at);
        expect(fragmentsIn(keep(text, known), long)).toEqual([]);
      }
    }
  });

  test("nor of many among random text of every length, in whatever form they are printed", () => {
    for (let seed = 1; seed <= 400; seed += 1) {
      const random = seeded(seed);
      const forms = [secret, Buffer.from(secret).toString("base64"), `password=${secret}`];
      let text = "";
      const length = 40 + random() * 300;
      while (text.length < length) {
        const choices = random() < 0.3 ? forms : ["ä", "x", ". ", "\n", "€"];
        text += choices[Math.floor(random() * choices.length)] ?? "";
      }
      const kept = keep(text, secrets);
      for (const form of forms.slice(0, 2)) {
        expect({ seed, fragments: fragmentsIn(kept, form) }).toEqual({ seed, fragments: [] });
      }
      expect(kept.head + kept.tail).not.toMatch(/\[(?!redacted\])|(?<!\[redacted)\]/u);
    }
  });

  test("a password whose name is in the margin is seen", () => {
    const { tail } = keep(`${"x".repeat(200)} password=abcdefghijkl${"y".repeat(52)}`);
    expect(tail).toBe("[redacted]");
  });

  test("a private key that starts in the head and goes on beyond it is gone", () => {
    const line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
    const { head } = keep(`key:\n-----BEGIN PRIVATE KEY-----\n${`${line}\n`.repeat(40)}`);
    expect(head).toBe("key:\n[redacted]");
  });

  function fragmentsIn({ head, tail }: { head: string; tail: string }, value: string): string[] {
    return Array.from({ length: value.length - 7 }, (_, at) => value.slice(at, at + 8)).filter(
      (fragment) => head.includes(fragment) || tail.includes(fragment),
    );
  }
});
