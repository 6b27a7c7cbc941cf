import { describe, expect, test } from "vitest";
import { startListener } from "../../src/http/listener.ts";
import { Door } from "./door.ts";

describe("the listener", () => {
  test("sends no script, nothing to keep, and not what it is", async () => {
    await using door = await Door.open();
    for (const path of [door.acknowledgePath(), "/nothing", "/healthz", "/a/x"]) {
      const { headers, text } = await door.ask(path);
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; frame-ancestors 'none'/u,
      );
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect([...headers.keys()]).not.toContain("server");
      expect([...headers.keys()]).not.toContain("x-powered-by");
      expect(text).not.toMatch(/<script|https?:\/\/(?!wiki)|[\d.]+\.\d+\.\d+-/u);
    }
  });

  test("answers what nobody should ask with 404 or 405, and logs nothing of it", async () => {
    await using door = await Door.open();
    for (const [method, path, status] of [
      ["PUT", "/a/x", 405],
      ["DELETE", "/p/x", 405],
      ["OPTIONS", "/a/x", 405],
      ["POST", "/healthz", 405],
      ["GET", "/", 404],
      ["GET", "/a/", 404],
      ["GET", "/a/x/y", 404],
      ["GET", "/..%2f..%2fetc/passwd", 404],
      ["GET", "/healthz", 200],
    ] as const)
      expect([method, path, (await door.ask(path, { method })).status]).toEqual([
        ...[method, path, status],
      ]);
    expect(door.logged).toEqual([]);
  });

  test("answers behind a proxy that leaves its path in front, and one that takes it away", async () => {
    await using door = await Door.open({ prefix: "/luota" });
    const path = door.acknowledgePath();
    expect((await door.ask(path)).status).toBe(200);
    expect((await door.ask(`/luota${path}`)).status).toBe(200);
    const pressed = await door.press(`/luota${path}`, { name: "Maya" });
    expect(pressed).toMatchObject({ status: 200, redirected: true });
    expect((await door.ask(`/other${path}`)).status).toBe(404);
  });

  test.each([
    ["told beforehand", (body: string) => body],
    ["in pieces", (body: string) => new Blob([body]).stream()],
  ])("takes no body larger than a form, %s", async (_, wrap) => {
    await using door = await Door.open();
    const body = `name=Maya&note=${"a".repeat(17 * 1_024)}`;
    const init = { method: "POST", body: wrap(body), duplex: "half" } as RequestInit;
    const page = await door.ask(door.acknowledgePath(), init);
    expect(page.status).toBe(413);
    expect(await door.incident()).toMatchObject({ state: "opened" });
  });

  test("gives up on whoever does not finish a request", async () => {
    await using door = await Door.open();
    const path = door.acknowledgePath();
    const [headless, bodyless] = await Promise.all([
      door.raw("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "),
      door.raw(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nname=`),
    ]);
    expect(headless).toContain("408");
    expect(bodyless).not.toContain("200");
    expect(door.logged).toEqual([]);
    expect(await door.incident()).toMatchObject({ state: "opened" });
  }, 30_000);

  test.each([
    [
      "headers without an end",
      `GET / HTTP/1.1\r\nHost: a\r\n${"X: y\r\n".repeat(9_000)}\r\n`,
      "431",
    ],
    ["nonsense", "\u0000\u0001hello\r\n\r\n", "400"],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "400",
    ],
  ])("refuses %s", async (_, bytes, status) => {
    await using door = await Door.open();
    expect(await door.raw(bytes)).toContain(` ${status} `);
  });

  test("says where a port is taken", async () => {
    await using door = await Door.open();
    const listen = { host: "127.0.0.1", port: door.port };
    const second = await startListener({ listen, prefix: "" } as never);
    expect(second).toEqual({ ok: false, failure: { kind: "not-listening", code: "EADDRINUSE" } });
  });
});
