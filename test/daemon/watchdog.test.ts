import { expect, it } from "vitest";
import { until } from "../rig/until.ts";
import { serveHttp } from "../deliver/http-server.ts";
import { LivingDaemon } from "./living-daemon.ts";

it("a daemon tells an outside watchdog that it lives, and says once when nobody hears it", async () => {
  let status = 200;
  const paths: (string | undefined)[] = [];
  await using outside = await serveHttp((request, response) => {
    paths.push(request.url);
    response.writeHead(status).end();
  });
  const url = `http://127.0.0.1:${String(outside.port)}/ping/verysecretname`;
  const config = `watchdog: { url: "${url}", every: 1s }\nmonitors: {}\n`;
  await using daemon = new LivingDaemon(config);
  daemon.start();
  await until("two pings", () => outside.count() > 1);
  expect(new Set(paths)).toEqual(new Set(["/ping/verysecretname"]));
  status = 500;
  await daemon.heard("watchdog-unreached");
  const before = outside.count();
  await until("more pings", () => outside.count() > before + 1);
  expect(daemon.events.filter((event) => event === "watchdog-unreached")).toHaveLength(1);
  status = 200;
  await daemon.heard("watchdog-answers");
});
