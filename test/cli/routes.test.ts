import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Door } from "../http/door.ts";

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
const bodies: string[] = [];

beforeEach(async () => {
  bodies.length = 0;
  answer = (_, __, response) => response.end("thanks");
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(body);
      answer(request, body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const secret = "s3cr3t-Value-of-the-hook";

function configWith(more = ""): string {
  const { port } = server.address() as AddressInfo;
  return `
${more}
owners:
  revenue: { name: Revenue operations, routes: [hook, nowhere] }
routes:
  hook:
    webhook:
      url: http://127.0.0.1:${port}/hook
      headers: { X-Key: "env:HOOK_KEY" }
  nowhere: { slack: { webhook: env:NOT_SET } }
monitors:
  billing-sync: { owner: revenue, severity: 2, cron: "*/15 * * * *", timezone: UTC, grace: 3m }
  reports: { owner: revenue, severity: 4 }
`;
}

async function open(more?: string): Promise<Door> {
  const door = await Door.open({ config: configWith(more) });
  door.stage.environment = { HOOK_KEY: secret };
  return door;
}

async function hook(door: Door): Promise<Readonly<Record<string, unknown>>> {
  const all = (await door.stage.json("routes")) as readonly Readonly<Record<string, unknown>>[];
  return all[0] ?? {};
}

describe("luota routes", () => {
  test("says that nobody is known to hear, with 69, until a message was taken", async () => {
    await using door = await open();
    const { stage } = door;
    const before = await stage.luota("routes");
    expect(before.code).toBe(69);
    expect(before.out).toMatch(/^hook {2}configured\n.*nobody knows yet/u);
    expect(before.err).toContain("0 of 2 routes could be heard; nobody hears billing-sync");

    const tested = await stage.luota("routes", "test", "hook");
    expect(tested).toMatchObject({ code: 0, err: "" });
    expect(tested.out).toMatch(/^hook {2}took it in .*\n {2}receipt +200 thanks\n$/u);
    expect(bodies[0]).toContain("A test of the route hook");

    const after = await stage.luota("routes");
    expect(after).toMatchObject({ code: 0, err: "" });
    expect(after.out).toMatch(/last receipt +200 thanks \(2026-11-20 14:18:02 UTC\)/u);
    expect(after.out).toContain("1 of 2 routes could be heard\n");
    expect(await hook(door)).toMatchObject({
      ...{ name: "hook", readiness: "accepted", couldBeHeard: true, monitors: ["billing-sync"] },
      lastReceipt: { status: 200, text: "thanks" },
    });
  });

  test("a route goes stale with time, and is a new one where its config changes", async () => {
    await using door = await open();
    await door.stage.luota("routes", "test", "hook");
    door.stage.now += 35 * 86_400_000;
    expect(await hook(door)).toMatchObject({ readiness: "stale", couldBeHeard: false });
    expect((await door.stage.luota("routes")).code).toBe(69);
    door.stage.now -= 35 * 86_400_000;
    await door.stage.apply(configWith().replace("/hook", "/other"));
    expect(await hook(door)).toMatchObject({ readiness: "configured", lastReceipt: null });
  });

  test.each([
    [404, "broken"],
    [503, "configured"],
  ])("a test that is answered with %i ends with 69; the route is %s", async (status, readiness) => {
    await using door = await open();
    answer = (_, __, response) => response.writeHead(status).end("no such hook");
    const said = await door.stage.luota("routes", "test", "hook");
    expect(said.code).toBe(69);
    expect(said.out).toContain(
      `receipt         ${status} no such hook`.replace("         ", "       "),
    );
    expect(await hook(door)).toMatchObject({ readiness, failuresInRow: 1, couldBeHeard: false });
    expect((await door.stage.luota("routes")).out).toMatch(/failures +1 in a row since/u);
  });

  test("no secret is shown or kept, also where a provider says it back", async () => {
    await using door = await open();
    answer = (request, _, response) => response.end(`you sent ${String(request.headers["x-key"])}`);
    const tested = await door.stage.luota("routes", "test", "hook");
    expect(tested.out).toContain("you sent");
    const all = [tested, await door.stage.luota("routes"), await door.stage.json("audit")];
    expect(JSON.stringify([...all, await hook(door), await door.records()])).not.toContain(secret);
  });

  test.each([
    [["test", "hok"], 64, "did you mean hook?"],
    [["test", "nowhere"], 69, "env:NOT_SET: it is neither set nor in envFile"],
    [["check", "nowhere"], 69, "env:NOT_SET"],
    [["prove", "hook"], 64, "nobody could answer"],
    [["prove", "hook", "--wait", "soon"], 64, "no length of time"],
  ])("%j ends with %i and says why", async (words, code, why) => {
    await using door = await open();
    const said = await door.stage.luota("routes", ...words);
    expect(said).toMatchObject({ code, out: "" });
    expect(said.err).toContain(why);
    expect(bodies).toEqual([]);
  });

  test("where there is none, nobody hears what breaks; where nothing is watched, all is well", async () => {
    await using door = await Door.open({ config: "monitors: { reports: {} }" });
    const said = await door.stage.luota("routes");
    expect(said).toMatchObject({
      code: 69,
      err: "luota: there is no route; nobody hears reports\n",
    });
    expect(said.out).toContain("No route is configured");
    expect(await door.stage.json("routes")).toEqual([]);
    expect((await door.stage.luota("status")).out).not.toContain("nobody hears");
    await door.stage.apply("monitors: { reports: { severity: 4 } }");
    expect(await door.stage.luota("routes")).toMatchObject({ code: 0, err: "" });
  });
});

describe("luota routes prove", () => {
  const listening = "listen: 127.0.0.1:7461\npublicUrl: https://ops.acme.example";

  test("waits until somebody presses the link in the message", async () => {
    await using door = await open(listening);
    answer = (_, body, response) => {
      const { data } = JSON.parse(body) as { data: { proveUrl: string; code: string } };
      expect(data.code).toMatch(/^\d{6}$/u);
      response.end("thanks");
      void door.press(new URL(data.proveUrl).pathname, { name: "Maya" });
    };
    const said = await door.stage.luota("routes", "prove", "hook", "--wait", "20s");
    expect(said).toMatchObject({ code: 0, out: "hook is proved: Maya answered through it\n" });
    expect(await hook(door)).toMatchObject({ readiness: "proved", provedBy: "Maya" });
    const status = await door.stage.luota("status");
    expect(status.out).toContain("1 of 2 routes could be heard\n");
  });

  test("ends with 69 where nobody does", async () => {
    await using door = await open(listening);
    const said = await door.stage.luota("routes", "prove", "hook", "--wait", "50ms");
    expect(said).toMatchObject({ code: 69, out: "" });
    expect(said.err).toContain("nobody answered through hook");
  });
});

describe("luota status", () => {
  test("says how many alerts could be heard, and of what nobody would hear", async () => {
    await using door = await open();
    const { out } = await door.stage.luota("status");
    expect(out).toContain("0 of 2 routes could be heard; nobody hears billing-sync\n");
    const rows = (await door.stage.json("status")) as readonly { name: string }[];
    expect(rows.find(({ name }) => name === "billing-sync")).toMatchObject({
      couldBeHeard: false,
      routes: [
        { name: "hook", readiness: "configured" },
        { name: "nowhere", readiness: "configured" },
      ],
    });
    expect(rows.find(({ name }) => name === "reports")).toMatchObject({
      ...{ couldBeHeard: null, routes: [] },
    });
  });
});
