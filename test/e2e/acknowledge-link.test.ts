import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { Daemon, writeConfig } from "../rig/watcher.ts";

interface Heard {
  readonly type: string;
  readonly body: string;
}

/** A webhook's receiver that keeps what it was told. */
class Receiver implements AsyncDisposable {
  readonly heard: Heard[] = [];
  readonly #server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      this.heard.push({ ...(JSON.parse(body) as { readonly type: string }), body });
      response.end("thanks");
    });
  });

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

async function freePort(): Promise<number> {
  await using server = new Receiver();
  return await server.listen();
}

test("the link in an alert acknowledges, proves its route, and is told by the route", async () => {
  using rig = new Rig();
  await using receiver = new Receiver();
  const [hook, door] = [await receiver.listen(), await freePort()];
  writeConfig(
    rig,
    `
listen: 127.0.0.1:${door}
publicUrl: http://127.0.0.1:${door}/luota
owners: { ops: { routes: [hook] } }
routes: { hook: { webhook: { url: "http://127.0.0.1:${hook}/" } } }
monitors:
  job: { promise: The work is done, owner: ops, every: 1h, grace: 10s }
`,
  );
  const daemon = new Daemon(rig);
  await daemon.heard("listening");
  await rig.luota(["run", "job", "--", "false"]);
  const opened = await until("the alert", () =>
    receiver.heard.find(({ type }) => type === "incident.opened"),
  );
  const link = /http:\/\/127\.0\.0\.1:\d+\/luota\/a\/[\w.-]+/u.exec(opened.body)?.[0] ?? "";
  const looked = await fetch(link);
  expect(await looked.text()).toContain("The work is done");
  expect(await rig.json(["incidents"])).toMatchObject([{ state: "opened" }]);
  const pressed = await fetch(link, {
    method: "POST",
    body: new URLSearchParams({ name: "Maya" }),
  });
  expect(await pressed.text()).toContain("Maya has it");
  expect(await rig.json(["incidents"])).toMatchObject([
    { state: "acknowledged", acknowledgedBy: "Maya" },
  ]);
  expect(await rig.json(["routes"])).toMatchObject([{ readiness: "proved", provedBy: "Maya" }]);
  const told = await until(
    "the acknowledgement was told",
    () => receiver.heard.find(({ type }) => type === "incident.acknowledged"),
    30_000,
  );
  expect(told.body).toContain("Maya");
  expect(await daemon.stop()).toBe(0);
}, 90_000);
