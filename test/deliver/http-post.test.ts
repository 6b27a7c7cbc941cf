import type { ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { describe, expect, test } from "vitest";
import { postHttp, usualHttpLimits, type HttpOutcome } from "../../src/deliver/http-post.ts";
import { makeCertificate } from "./certificates.ts";
import { serveHttp, serveSocket } from "./http-server.ts";

const never = new AbortController().signal;
const quick = { connectMs: 300, wholeMs: 300 };
const secretPath = "/services/T000/B000/verysecrettoken";

const post = (port: number, path = secretPath) => ({
  url: `http://127.0.0.1:${String(port)}${path}`,
  headers: { "content-type": "application/json", "x-key": "alsoverysecret" },
  body: '{"text":"hello"}',
});

function saysNoSecret(outcome: HttpOutcome): void {
  const text = outcome.kind === "answered" ? "" : outcome.reason;
  expect(text).not.toMatch(/secret|services|127\.0\.0\.1|hello/u);
}

describe("what an answer becomes", () => {
  const rows: readonly {
    name: string;
    answer: (response: ServerResponse) => void;
    expected: object;
    slow?: true;
  }[] = [
    {
      name: "a status and a body",
      answer: (response) => response.end("ok"),
      expected: { status: 200, body: { text: "ok", whole: true }, retryAfterMs: null },
    },
    {
      name: "a redirect is not followed",
      answer: (response) => response.writeHead(302, { location: "/elsewhere" }).end(),
      expected: { status: 302, body: { text: "", whole: true } },
    },
    {
      name: "Retry-After in seconds",
      answer: (response) => response.writeHead(429, { "retry-after": "7" }).end("slow"),
      expected: { status: 429, retryAfterMs: 7_000 },
    },
    {
      name: "Retry-After as a date, against the answer's own date",
      answer: (response) =>
        response
          .writeHead(503, {
            date: "Sun, 06 Nov 1994 08:49:07 GMT",
            "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT",
          })
          .end(),
      expected: { status: 503, retryAfterMs: 30_000 },
    },
    {
      name: "a body over 64 KiB is cut",
      answer: (response) => response.end(Buffer.alloc(1_000_000, "x")),
      expected: { status: 200, body: { text: "x".repeat(65_536), whole: false } },
    },
    {
      name: "a body that breaks off is kept, and known to be broken",
      answer: (response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("o", () => response.destroy());
      },
      expected: { status: 200, body: { text: "o", whole: false } },
    },
    {
      name: "a body that never ends costs no more than the time limit",
      answer: (response) => void response.writeHead(500).write("oh"),
      expected: { status: 500, body: { text: "oh", whole: false } },
      slow: true,
    },
  ];
  test.each(rows)("$name", async ({ answer, expected, slow }) => {
    await using server = await serveHttp((_request, response) => {
      answer(response);
    });
    const outcome = await postHttp(
      post(server.port),
      never,
      slow === true ? quick : usualHttpLimits,
    );
    expect(outcome).toMatchObject({ kind: "answered", ...expected });
    expect(server.count()).toBe(1);
  });

  test("the request is a POST with the given headers and body; a password goes into a header", async () => {
    const seen: unknown[] = [];
    await using server = await serveHttp((request, response) => {
      const { method, url, headers, text } = request;
      seen.push(method, url, headers["x-key"], headers["authorization"], text);
      response.end();
    });
    const url = `http://ana:p%40ss@127.0.0.1:${String(server.port)}/hook?a=1`;
    await postHttp({ ...post(server.port), url }, never);
    const authorization = `Basic ${Buffer.from("ana:p@ss").toString("base64")}`;
    expect(seen).toEqual([
      "POST",
      "/hook?a=1",
      "alsoverysecret",
      authorization,
      '{"text":"hello"}',
    ]);
  });
});

describe("where no answer came", () => {
  test("nobody listens: nothing left", async () => {
    const gone = await serveSocket(() => undefined);
    await gone[Symbol.asyncDispose]();
    const outcome = await postHttp(post(gone.port), never);
    expect(outcome).toEqual({ kind: "nothing-left", reason: "the connection was refused" });
  });

  test("TLS spoken to a server without it: nothing left", async () => {
    await using server = await serveHttp((_request, response) => response.end("ok"));
    const { port } = server;
    const outcome = await postHttp(
      { ...post(port), url: `https://127.0.0.1:${String(port)}${secretPath}` },
      never,
    );
    expect(outcome.kind).toBe("nothing-left");
    expect(JSON.stringify(outcome)).toContain("TLS");
    saysNoSecret(outcome);
  });

  test("a self-signed certificate: nothing left", async () => {
    const server = createTlsServer(makeCertificate("DNS:localhost"), () => {
      throw new Error("a request left");
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        resolve((server.address() as { port: number }).port);
      });
    });
    const url = `https://localhost:${String(port)}${secretPath}`;
    const outcome = await postHttp({ ...post(port), url }, never);
    server.close();
    expect(outcome).toEqual({ kind: "nothing-left", reason: "the certificate is self-signed" });
  });

  test("a handshake that hangs: nothing left, within the limit", async () => {
    await using server = await serveSocket(() => undefined);
    const url = `https://127.0.0.1:${String(server.port)}/`;
    const outcome = await postHttp({ ...post(server.port), url }, never, quick);
    expect(outcome.kind).toBe("nothing-left");
    saysNoSecret(outcome);
  });

  test("a server that never answers: it may have left", async () => {
    await using server = await serveHttp(() => undefined);
    const outcome = await postHttp(post(server.port), never, quick);
    expect(outcome).toEqual({ kind: "may-have-left", reason: "no answer within 300ms" });
  });

  test("a connection that closes after the request: it may have left", async () => {
    await using server = await serveSocket((socket) => {
      socket.once("data", () => socket.destroy());
    });
    const outcome = await postHttp(post(server.port), never);
    expect(outcome).toEqual({ kind: "may-have-left", reason: "the connection was closed" });
    expect(server.count()).toBe(1);
  });

  test("a connection that is reset after the request: it may have left", async () => {
    await using server = await serveSocket((socket) => {
      socket.once("data", () => socket.resetAndDestroy());
    });
    const outcome = await postHttp(post(server.port), never);
    expect(outcome).toEqual({ kind: "may-have-left", reason: "the connection was reset" });
  });

  test("what is no HTTP: it may have left", async () => {
    await using server = await serveSocket((socket) => socket.end(`220 ${secretPath}\r\n`));
    const outcome = await postHttp(post(server.port), never);
    expect(outcome.kind).toBe("may-have-left");
    saysNoSecret(outcome);
  });

  test("stopped while waiting for the answer: it may have left, and it ends at once", async () => {
    const stop = new AbortController();
    await using server = await serveHttp(() => {
      stop.abort();
    });
    const outcome = await postHttp(post(server.port), stop.signal);
    expect(outcome).toEqual({ kind: "may-have-left", reason: "it was stopped" });
  });

  test("stopped before it began: nothing left", async () => {
    await using server = await serveHttp((_request, response) => response.end());
    const outcome = await postHttp(post(server.port), AbortSignal.abort());
    expect(outcome).toEqual({ kind: "nothing-left", reason: "it was stopped before it began" });
    expect(server.count()).toBe(0);
  });
});

describe("where nothing is sent", () => {
  test.each([
    "http://169.254.169.254/latest/meta-data",
    "http://2852039166/",
    "http://0xa9.0xfe.0xa9.0xfe/",
    "http://169.254.169.254./",
    "http://[fe80::1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::169.254.169.254]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[2002:a9fe:a9fe::]/",
    "http://[fd00:ec2::254]/",
    "http://168.63.129.16/",
    "ftp://127.0.0.1/",
    "nonsense",
    "",
  ])("%s", async (url) => {
    const outcome = await postHttp({ ...post(1), url }, never, quick);
    expect(outcome.kind).toBe("not-allowed");
  });
});
