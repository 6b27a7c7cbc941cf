import { expect, test } from "vitest";
import { at, changedConfig, openStage, runNow } from "./incident-stage.ts";

interface WhyJson {
  readonly id: string;
  readonly promise: string;
  readonly greenSignals: readonly string[];
  readonly differences: readonly { readonly kind: string; readonly text: string }[];
  readonly earlier: readonly string[];
  readonly next: readonly { readonly command: string }[];
}

const edited = (digest: string, modifiedAt: number, owner: string) => ({
  ...{ path: "/opt/sync.sh", owner, modifiedAt, size: 900, digest: digest.repeat(32) },
});

test("a failure: what is different from the last good run, and how often it broke before", async () => {
  using stage = await openStage();
  const monitor = "reports";
  runNow(stage, "bad10000aaaabbbb", 4, { monitor });
  await stage.passUntil(at("14:00:00"));
  await stage.luota("resolve", "INC-1", "--by", "Maya", "--note", "new password");
  runNow(stage, "good0000aaaabbbb", 0, { monitor, script: edited("ab", at("09:00:00"), "root") });
  stage.now = at("18:00:00");
  await stage.tick();
  runNow(stage, "bad20000aaaabbbb", 3, {
    ...{ monitor, script: edited("cd", at("17:42:00"), "deploy"), freeDisk: 0 },
  });
  await stage.passUntil(at("18:00:02"));
  const said = await stage.luota("why", monitor);
  expect(said).toEqual({
    code: 0,
    err: "",
    out: `INC-3  reports failed                                               sev 3 · open 0ms

  gap           the run failed
  run           run bad20000, 18:00:00 UTC: exit 3 after 1s: 3 invoices
  last good run 14:00:01 UTC (4h ago), run good0000: 3 invoices
  owner         nobody: name one with \`owner:\` in the config
  different     free space 977 KiB -> 0 B
                sync.sh edited 17:42:00 UTC (owner root -> deploy)
                luota was down from 14:00:00 UTC to 18:00:00 UTC
  before        once; the last time was INC-1, 4h ago: it failed, resolved by Maya: new password

next
  luota ack INC-3      says that you have it
  luota logs bad20000  what the run printed
  luota rerun INC-3    runs the job again, after asking
  it ends by itself with a healthy run
`,
  });
  const lines =
    "different     free space 977 KiB -> 0 B\n                sync.sh edited 17:42:00 UTC";
  expect((await stage.luota("show", "INC-3")).out).toContain(lines);
  expect((await stage.luota("show", "bad20000")).out).toContain(lines);
  expect((await stage.luota("show", "good0000")).out).not.toContain("different");
  expect(await stage.json("show", "bad20000")).toMatchObject({
    differences: [{ kind: "disk" }, { kind: "script" }],
  });
});

test("a miss: the promise, what was expected, what looked healthy, and the config since", async () => {
  using stage = await openStage();
  await stage.passUntil(at("14:00:02"));
  runNow(stage, "7k2m0000aaaabbbb");
  await stage.passUntil(at("14:05:00"));
  await stage.apply(changedConfig);
  await stage.passUntil(at("14:16:00"));
  runNow(stage, "other000aaaabbbb", 0, { monitor: "reports" });
  await stage.passUntil(at("14:17:03"));
  const json = (await stage.json("why", "billing-sync")) as WhyJson;
  expect(json).toMatchObject({
    id: "INC-1",
    promise: "Stripe invoices are reflected in customer access",
    greenSignals: ["the host was up, and luota watched", "reports started here at 14:16:00 UTC"],
    earlier: [],
  });
  expect(json.differences.map(({ kind }) => kind)).toEqual(["config"]);
  expect(json.differences[0]?.text).toMatch(/^config 2 of 14:05:00 UTC by .+: grace 3m -> 2m$/u);
  expect(json.next.map(({ command }) => command)).toContain("luota ack INC-1");
  expect((await stage.json("why", "inc-1")) as WhyJson).toEqual(json);
});

test("what is not broken, and what nobody knows", async () => {
  using stage = await openStage();
  runNow(stage, "good0000aaaabbbb", 0, { monitor: "reports" });
  await stage.passUntil(at("14:00:00"));
  const well = await stage.luota("why", "reports");
  expect([well.code, well.out.split("\n")[0]]).toEqual([
    0,
    "reports has had no incident; its last run (good0000, 1m ago): succeeded",
  ]);
  expect(await stage.json("why", "reports")).toBeNull();
  for (const word of ["INC-9", "9", "report"]) {
    const said = await stage.luota("why", word);
    expect([said.code, said.out, said.err]).toEqual([64, "", expect.stringContaining(word)]);
  }
});
