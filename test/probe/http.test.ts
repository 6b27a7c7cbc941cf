import { createServer } from "node:https";
import { once } from "node:events";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HttpProbe } from "../../src/domain/probe.ts";
import { makeCertificate } from "../deliver/certificates.ts";
import { serveHttp, serveSocket, type TestServer } from "../deliver/http-server.ts";
import { anyValue, look, looking, lookInWords, noText } from "./looking.ts";

type Change = Partial<Omit<HttpProbe<string>, "expect">> & {
  readonly expect?: Partial<HttpProbe["expect"]>;
};

function asks(url: string, { expect: asked = {}, ...change }: Change = {}): HttpProbe<string> {
  return {
    ...{ kind: "http", ...looking, url, method: "GET", headers: {}, body: null, redirects: 0 },
    ...change,
    expect: {
      ...{ status: [], headers: {}, json: [], body: noText, withinMs: null, certificateDays: null },
      ...asked,
    },
  };
}

const json = (path: string, value: Partial<typeof anyValue>) => ({
  expect: { json: [{ path, value: { ...anyValue, ...value } }] },
});

describe("an answer", () => {
  let server: TestServer;
  const seen: { url: string; headers: unknown; text: string; method: string }[] = [];

  beforeAll(async () => {
    server = await serveHttp((request, response) => {
      const { url = "", headers, text, method = "" } = request;
      seen.push({ url, headers, text, method });
      switch (url) {
        case "/ok":
          response.setHeader("content-type", "application/json");
          response.end(`{"status":"ok","age":12,"at":"${new Date().toISOString()}"}`);
          return;
        case "/moved":
          response.writeHead(302, { location: "/ok" }).end();
          return;
        case "/round":
          response.writeHead(302, { location: "/round" }).end();
          return;
        case "/away":
          response.writeHead(302, { location: `http://localhost:${server.port}/ok` }).end();
          return;
        case "/metadata":
          response.writeHead(302, { location: "http://169.254.169.254/latest/" }).end();
          return;
        case "/slow":
          setTimeout(() => response.end("slow"), 300);
          return;
        case "/hang":
          return;
        case "/half":
          response.setHeader("content-length", "100");
          response.write("half of");
          setTimeout(() => response.destroy(), 50);
          return;
        case "/huge":
          response.end(Buffer.alloc(30_000_000, "x"));
          return;
        case "/endless": {
          const piece = Buffer.alloc(100_000, "x");
          const more = (): void => {
            while (response.write(piece));
            response.once("drain", more);
          };
          more();
          return;
        }
        case "/packed":
          response.setHeader("content-encoding", "gzip");
          response.end("not really");
          return;
        case "/page":
          response.end("<html>It works</html>");
          return;
        default:
          response.writeHead(503).end("upstream is gone\n");
      }
    });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  test.each<[string, string, Change, string | RegExp]>([
    ["with any good status is good", "/ok", {}, "good"],
    ["another status is bad", "/down", {}, /^bad: status 503 \(upstream is gone\), 200 to 299/u],
    ["a status that is asked for is good", "/down", { expect: { status: [503] } }, "good"],
    ["a redirect is not followed", "/moved", {}, /^bad: status 302/u],
    ["unless that is asked for", "/moved", { redirects: 1 }, "good"],
    ["and not for ever", "/round", { redirects: 3 }, /^bad: status 302/u],
    ["never to a metadata service", "/metadata", { redirects: 3 }, /^unknown: .*metadata service/u],
    ["its JSON is compared", "/ok", json("$.status", { equals: "ok" }), "good"],
    [
      "other JSON is bad",
      "/ok",
      json("$.age", { max: 5 }),
      "bad: $.age is 12, at most 5 is allowed",
    ],
    ["a time in its JSON", "/ok", json("$.at", { maxAgeMs: 60_000 }), "good"],
    ["its form", "/ok", json("$.status", { matches: "^(ok|fine)$" }), "good"],
    [
      "what is not there is bad",
      "/ok",
      json("$.state", { equals: "ok" }),
      "bad: $.state is not there",
    ],
    ["no JSON is bad", "/page", json("$.status", { equals: "ok" }), "bad: the answer is no JSON"],
    ["its text", "/page", { expect: { body: { matches: "It works", not: "rror" } } }, "good"],
    ["a header", "/ok", { expect: { headers: { "Content-Type": "^application/json" } } }, "good"],
    [
      "a header that is missing is bad",
      "/page",
      { expect: { headers: { "content-type": "json" } } },
      "bad: the header content-type is not as asked",
    ],
    ["a slow one is bad", "/slow", { expect: { withinMs: 50 } }, /^bad: answered in/u],
    ["one that never comes is bad", "/hang", { timeoutMs: 300 }, "bad: no answer within 300ms"],
    ["half of one is bad", "/half", {}, /^bad: the connection was/u],
    ["a huge one is read as far as it has to be", "/huge", {}, "good"],
    ["an endless one too", "/endless", {}, "good"],
    [
      "a huge one is no JSON that anybody reads",
      "/huge",
      json("$.status", { equals: "ok" }),
      "bad: the answer is too long to be read as JSON",
    ],
    [
      "a packed one can't be searched",
      "/packed",
      { expect: { body: { matches: "x", not: null } } },
      /^unknown: the answer is compressed/u,
    ],
    ["HEAD brings no content", "/ok", { method: "HEAD" }, "good"],
    [
      "a pattern that takes for ever is given up",
      "/page",
      { expect: { body: { matches: "^(.+)+(.+)+(.+)+(.+)+\\x01$", not: null } } },
      /^(?:unknown: a pattern took|bad)/u,
    ],
    [
      "a certificate needs https",
      "/ok",
      { expect: { certificateDays: 14 } },
      /^unknown: there is no certificate/u,
    ],
  ])("%s", async (_, path, change, words) => {
    const told = await lookInWords(asks(`http://127.0.0.1:${server.port}${path}`, change));
    if (typeof words === "string") expect(told).toBe(words);
    else expect(told).toMatch(words);
  });

  test("is asked for as the config says; secrets go nowhere else", async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    const asked = {
      method: "POST",
      body: '{"a":1}',
      headers: { "x-token": "verysecret" },
    } as const;
    seen.length = 0;
    await look(asks(`${origin}/away`, { ...asked, redirects: 1 }));
    const [first, second] = seen;
    expect(first).toMatchObject({ method: "POST", text: '{"a":1}', url: "/away" });
    expect(first?.headers).toMatchObject({ "x-token": "verysecret", "user-agent": "luota" });
    expect(second).toMatchObject({ method: "GET", text: "", url: "/ok" });
    expect(JSON.stringify(second)).not.toContain("verysecret");
  });

  test("is asked for again before it counts as bad", async () => {
    const before = server.count();
    const { reading } = await look(asks(`http://127.0.0.1:${server.port}/down`, { attempts: 2 }));
    expect([reading.attempts, server.count() - before]).toEqual([2, 2]);
  });
});

describe("no answer", () => {
  test.each([
    ["a metadata service is not asked", "http://169.254.169.254/", /^unknown: .*metadata service/u],
    ["nor by another writing", "http://[::ffff:169.254.169.254]/", /^unknown: .*metadata/u],
    ["nor by a number", "http://2852039166/", /^unknown: .*metadata/u],
    ["what is no URL", "gopher://x/", "unknown: this is no http or https URL"],
    ["a name that there is not", "http://luota.invalid/", /^(?:bad|unknown): the host name/u],
  ])("%s", async (_, url, words) => {
    const told = await lookInWords(asks(url));
    if (typeof words === "string") expect(told).toBe(words);
    else expect(told).toMatch(words);
  });

  test("nobody listens: a customer would meet the same, so it is bad", async () => {
    const server = await serveSocket((socket) => socket.destroy());
    expect(await lookInWords(asks(`http://127.0.0.1:${server.port}/`))).toMatch(/^bad: /u);
    await server[Symbol.asyncDispose]();
    expect(await lookInWords(asks(`http://127.0.0.1:${server.port}/`))).toBe(
      "bad: the connection was refused",
    );
  });

  test("what speaks no HTTP", async () => {
    await using server = await serveSocket((socket) => socket.end("220 mail ESMTP\r\n"));
    expect(await lookInWords(asks(`http://127.0.0.1:${server.port}/`))).toMatch(/^bad: /u);
  });
});

test("a certificate that vouches for itself is bad until this host trusts it, and tells its end", async () => {
  const { key, cert } = makeCertificate("DNS:localhost,IP:127.0.0.1");
  const server = createServer({ key, cert }, (_, response) => response.end("ok"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `https://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}/`;
  const known = getCACertificates("default");
  try {
    expect(await lookInWords(asks(url))).toBe("bad: the certificate is self-signed");
    setDefaultCACertificates([...known, cert]);
    expect(await lookInWords(asks(url, { expect: { certificateDays: 1 } }))).toBe("good");
    expect(await lookInWords(asks(url, { expect: { certificateDays: 14 } }))).toMatch(
      /^bad: its certificate is valid for .*, 14 days are asked$/u,
    );
  } finally {
    setDefaultCACertificates(known);
    server.closeAllConnections();
    server.close();
  }
});
