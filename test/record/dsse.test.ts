import { describe, expect, it } from "vitest";
import { preAuthentication, readEnvelope } from "../../src/record/dsse.ts";

describe("what DSSE signs", () => {
  it("is the example of its specification", () => {
    const signed = preAuthentication("http://example.com/HelloWorld", bytes("hello world"));
    expect(text(signed)).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  });

  it("counts bytes, not characters", () => {
    expect(text(preAuthentication("ä", bytes("ö!")))).toBe("DSSEv1 2 ä 3 ö!");
    expect(text(preAuthentication("", bytes("")))).toBe("DSSEv1 0  0 ");
  });
});

describe("an envelope", () => {
  const whole = { payload: "e30=", payloadType: "t", signatures: [{ keyid: "k", sig: "AAAA" }] };

  it("is read", () => {
    const read = readEnvelope(JSON.stringify(whole));
    expect(text(read?.payload ?? bytes("?"))).toBe("{}");
    expect(read?.signatures).toHaveLength(1);
  });

  it.each<[string, object | string]>([
    ["no JSON", "{"],
    ["no object", "[]"],
    ["no payload", { ...whole, payload: undefined }],
    ["a payload that is no strict base64", { ...whole, payload: "e31=" }],
    ["a payload of base64 for URLs", { ...whole, payload: "_-==" }],
    ["no type", { ...whole, payloadType: 1 }],
    ["no signature", { ...whole, signatures: [] }],
    ["half a signature", { ...whole, signatures: [{ keyid: "k" }] }],
  ])("is none with %s", (_, value) => {
    expect(readEnvelope(typeof value === "string" ? value : JSON.stringify(value))).toBeNull();
  });
});

function bytes(from: string): Uint8Array {
  return new TextEncoder().encode(from);
}

function text(from: Uint8Array): string {
  return new TextDecoder().decode(from);
}
