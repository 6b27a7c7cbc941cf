import { createServer, type Server } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Config } from "../../src/config/config.ts";
import { makeRules } from "../../src/daemon/rules.ts";
import { keepListening, type ListenerKeeper } from "../../src/http/keep-listening.ts";
import { openAnswering } from "../../src/http/open-answering.ts";
import { until } from "../rig/until.ts";

let home: string;
let keeper: ListenerKeeper | null;
let config: Pick<Config, "listen" | "publicUrl">;
let monotonic: number;
const said: string[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "luota-listen-"));
  monotonic = 0;
  said.length = 0;
  keeper = null;
});
afterEach(async () => {
  await keeper?.close();
  rmSync(home, { recursive: true });
});

function keep(): void {
  const rules = () =>
    makeRules(1, { ...config, monitors: [], owners: [], routes: [] } as never, "h");
  const world = {
    storePath: join(home, "luota.db"),
    clock: { wall: () => Date.now(), monotonic: () => monotonic },
    actor: { user: "watcher", host: "h" },
    host: "h",
    log: (_: string, event: string, message: string) => void said.push(`${event}: ${message}`),
    describeStoreFailure: () => "no store",
  };
  keeper = keepListening({
    ...{
      rules,
      log: world.log,
      monotonic: () => monotonic,
      describeStoreFailure: () => "no store",
    },
    open: async () => await openAnswering(world, rules),
  });
}

async function listen(port = 0): Promise<{ readonly port: number; readonly server: Server }> {
  return await new Promise((resolve) => {
    const server = createServer().listen(port, "127.0.0.1", () => {
      resolve({ port: (server.address() as { port: number }).port, server });
    });
  });
}

async function free({ server }: { readonly server: Server }): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}

async function answers(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

const at = (port: number) => ({ listen: { host: "127.0.0.1", port }, publicUrl: null });

test("listens where the config says, moves with it, and stops with it", async () => {
  const [one, other] = [await listen(), await listen()];
  await Promise.all([free(one), free(other)]);
  config = at(one.port);
  keep();
  await until("it answers", () => answers(one.port));
  config = at(other.port);
  await until("it moved", () => answers(other.port));
  expect(await answers(one.port)).toBe(false);
  config = { listen: null, publicUrl: null };
  await until("it stopped", async () => !(await answers(other.port)));
  expect(said).toEqual([
    `listening: listening at 127.0.0.1:${one.port}`,
    `listening: listening at 127.0.0.1:${other.port}`,
  ]);
});

test("a port that another program has is told once, and taken once it is free", async () => {
  const taken = await listen();
  config = at(taken.port);
  keep();
  await until("it was told", () => said.length > 0);
  await free(taken);
  monotonic = 30_000;
  await until("it answers", () => answers(taken.port));
  const address = `127.0.0.1:${taken.port}`;
  expect(said).toEqual([
    `not-listening: listen: ${address} is taken by another program; links in messages lead nowhere, all else goes on; trying again`,
    `listening: listening at ${address}`,
  ]);
});
