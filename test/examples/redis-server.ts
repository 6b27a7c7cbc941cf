import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import type { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";

/** A Redis of a test's own, in its folder, that keeps nothing on disk; its URL. */
export async function startRedis(rig: Rig, folder: string): Promise<string> {
  const port = String(await freePort());
  const words = ["--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  rig.start("redis-server", [...words, "--appendonly", "no"]).stdout?.resume();
  await until("redis answers", async () => {
    const asked = await rig.run("redis-cli", ["-p", port, "ping"]);
    return asked.stdout.trim() === "PONG";
  });
  return `redis://127.0.0.1:${port}`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
