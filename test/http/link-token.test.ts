import { describe, expect, test } from "vitest";
import { encodeLink, readLink, type Link } from "../../src/http/link-token.ts";
import { createLinks, linkBase, linkLifeMs } from "../../src/http/links.ts";
import { routeDigest } from "../../src/deliver/route-digest.ts";

const seal = { key: new Uint8Array(32).fill(7), store: "st0re" };
const now = Date.parse("2026-11-20T14:18:02Z");
const link: Link = {
  purpose: "acknowledge",
  incident: 17,
  route: "revenue-mail",
  recipient: "maya@acme.example",
  digest: "0123456789abcdef",
  expiresAt: now + 1_000,
};
const token = encodeLink(link, seal);

describe("a link's token", () => {
  test("says what was signed, in characters that every mailer leaves alone", () => {
    expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/u);
    expect(readLink(token, seal, now)).toEqual({ ok: true, value: link });
  });

  test.each([
    ["in its last millisecond", now + 999, true],
    ["at its end", now + 1_000, false],
    ["years later", now + 1e11, false],
  ])("%s it counts: %s", (_, at, counts) => {
    const read = readLink(token, seal, at);
    expect(read).toEqual(counts ? { ok: true, value: link } : fails({ kind: "expired", link }));
  });

  test("with any character changed, dropped or doubled is refused", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
    const accepted: string[] = [];
    const tried = (changed: string) => {
      if (changed !== token && readLink(changed, seal, now).ok) accepted.push(changed);
    };
    for (let place = 0; place < token.length; place += 1) {
      const [before, after] = [token.slice(0, place), token.slice(place + 1)];
      for (const letter of alphabet) tried(before + letter + after);
      tried(before + after);
      tried(token.slice(0, place + 1) + token.slice(place));
    }
    expect(accepted).toEqual([]);
  });

  test.each([
    ["another key", token, { ...seal, key: new Uint8Array(32).fill(8) }],
    ["another store with the same key", token, { ...seal, store: "other" }],
    ["nothing", "", seal],
    ["a dot", ".", seal],
    ["something after it", `${token}.x`, seal],
    ["its body alone", token.split(".")[0] ?? "", seal],
    ["a megabyte", "A".repeat(2 ** 20), seal],
    ["a long tail", `${token}${" ".repeat(5_000)}`, seal],
  ])("%s is refused", (_, given, by) => {
    expect(readLink(given, by, now)).toEqual(fails({ kind: "forged" }));
  });
});

const target = { kind: "discord", url: { kind: "env", name: "HOOK" } } as const;

describe("links of messages", () => {
  const routes = [{ name: "chat", pager: false, target }];

  test.each([
    ["https://ops.acme.example/luota", "https://ops.acme.example/luota/a/"],
    ["https://ops.acme.example/", "https://ops.acme.example/a/"],
  ])("from %s lead to %s…", (publicUrl, start) => {
    const links = createLinks({ ...seal, publicUrl, routes });
    const url = links.acknowledge(17, "chat", "", now) ?? "";
    expect(url.startsWith(start)).toBe(true);
    const digest = routeDigest(target);
    const expiresAt = now + linkLifeMs;
    expect(readLink(url.slice(start.length), seal, now)).toEqual({
      ok: true,
      value: { ...link, route: "chat", recipient: "", digest, expiresAt },
    });
    expect(links.prove("chat", "", now)).toContain("/p/");
  });

  test.each([
    ["nobody listens", { listen: null, publicUrl: "https://ops.acme.example" }],
    ["nobody knows the address", { listen: { host: "::1", port: 1 }, publicUrl: null }],
  ])("are none where %s", (_, config) => {
    const links = createLinks({ ...seal, publicUrl: linkBase(config), routes });
    expect(links.acknowledge(17, "chat", "", now)).toBe(null);
    expect(links.prove("chat", "", now)).toBe(null);
  });
});

describe("the digest of a route", () => {
  test("is another one where anything of its config is", () => {
    const other = { ...target, url: { kind: "env", name: "HOOK2" } } as const;
    expect(routeDigest(target)).toMatch(/^[0-9a-f]{32}$/u);
    expect(routeDigest({ ...target })).toBe(routeDigest(target));
    expect(routeDigest(other)).not.toBe(routeDigest(target));
  });
});

function fails<Failure>(failure: Failure) {
  return { ok: false, failure };
}
