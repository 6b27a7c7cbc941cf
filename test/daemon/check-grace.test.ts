import { describe, expect, test } from "vitest";
import { noRulesOfPassYet } from "../../src/daemon/rules-in-force.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import type { Monitor } from "../../src/domain/monitor.ts";
import type { Begun } from "../../src/store/watcher.ts";
import { plainJob } from "../domain/plain-job.ts";
import { second, WatchedHost } from "./watched-host.ts";

const minutely = { kind: "cron", pattern: "* * * * *", timezone: "UTC" } as const;
const reported: Monitor = {
  ...defaultMonitor("reported"),
  ...{ cadence: minutely, graceMs: 20 * second },
};
const started: Monitor = { ...reported, name: "started", job: plainJob };

/** A host on the full minute, of which passes take care. */
async function passing(host: WatchedHost, begun: Begun["kind"]): Promise<void> {
  await host.restart();
  if (host.span === null) throw new Error("nobody watches");
  host.rules = noRulesOfPassYet(
    "db1",
    begun === "held"
      ? { kind: "held", by: host.span }
      : { kind: "begun", span: host.span, outages: [] },
  );
  await host.apply([started, reported]);
  await host.tick();
}

async function missed(host: WatchedHost): Promise<readonly string[]> {
  return (await host.incidents()).map(({ monitor }) => monitor).toSorted();
}

describe("a pass, which comes by once a minute", () => {
  test("has patience with a job that it starts itself, and not for ever", async () => {
    using host = new WatchedHost();
    await passing(host, "begun");
    await host.tick((60 + 85) * second);
    expect(await missed(host)).toEqual(["reported"]);
    await host.tick(10 * second);
    expect(await missed(host)).toEqual(["reported", "started"]);
  });

  test("has none beside a daemon, which starts it in time", async () => {
    using host = new WatchedHost();
    await passing(host, "held");
    await host.tick((60 + 25) * second);
    expect(await missed(host)).toEqual(["reported", "started"]);
  });
});
