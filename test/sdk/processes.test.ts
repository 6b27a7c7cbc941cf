import { describe, expect, test } from "vitest";
import { killed } from "../rig/waiting-job.ts";
import { lockStore } from "../rig/lock-store.ts";
import { Rig } from "../rig/rig.ts";
import { until } from "../rig/until.ts";
import { runProgram, said, startProgram } from "./scripted.ts";

const startEvent = `
const luota = new Luota({ onError: (error) => say({ error: error.kind }) });
const run = await luota.runs.start({ monitor: "hook", externalRunId: "evt_1" });
`;
const whole = `${startEvent} say(run.repeated); await luota.runs.success(run.id);`;

describe("several processes that hear the same event", () => {
  test("start one run, of which one process learns that it is the first", async () => {
    using rig = new Rig();
    const crowd = Array.from({ length: 8 }, (_, index) => runProgram(rig, `p${index}`, whole));
    const answers = (await Promise.all(crowd)).flatMap(said);
    expect(answers.filter((each) => each === false)).toHaveLength(1);
    expect(answers.filter((each) => each === true)).toHaveLength(7);
    expect(await rig.runs()).toMatchObject([{ outcome: "succeeded", externalId: "evt_1" }]);
  });

  test("are one run also where all of it went through the spool", async () => {
    using rig = new Rig();
    await rig.bash("mkdir -p ../state/luota.db");
    for (const name of ["a", "b"])
      expect(said(await runProgram(rig, name, whole))).toEqual([
        { error: "spooled" },
        false,
        { error: "spooled" },
      ]);
    await rig.bash("rmdir ../state/luota.db");
    expect(await rig.runs()).toMatchObject([{ outcome: "succeeded", externalId: "evt_1" }]);
  });
});

describe("a process that", () => {
  test("is killed in the middle leaves a lost run, and the event's next attempt starts", async () => {
    using rig = new Rig();
    const child = startProgram(rig, "dies", `${startEvent} setInterval(() => {}, 1000);`);
    const [run] = await until("it runs", async () => {
      const runs = await rig.runs();
      return runs.length === 1 && runs;
    });
    await killed(child.pid);
    // Nobody has looked yet: the second one sees for itself that the first is dead.
    expect(said(await runProgram(rig, "again", whole))).toEqual([false]);
    expect((await rig.runs()).map(({ outcome }) => outcome)).toEqual(["succeeded", "lost"]);
    expect(run?.outcome).toBe("running");
  });

  test("ends without a word on its run leaves it lost, unless another one will tell", async () => {
    using rig = new Rig();
    const body = `
      const luota = new Luota();
      await luota.runs.start({ monitor: "forgotten" });
      await luota.runs.start({ monitor: "handed-on", endsElsewhere: true });
    `;
    const ended = await runProgram(rig, "forgets", body);
    // Nothing of luota's keeps it alive: it ended by itself.
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    const runs = await rig.runs();
    expect(Object.fromEntries(runs.map(({ monitor, outcome }) => [monitor, outcome]))).toEqual({
      forgotten: "lost",
      "handed-on": "running",
    });
  });

  test("leaves at once after its last word has told it all the same", async () => {
    using rig = new Rig();
    const body = `${startEvent} void luota.runs.success(run.id, { summary: "last word" }); process.exit(3);`;
    expect(await runProgram(rig, "leaves", body)).toMatchObject({ code: 3 });
    expect(await rig.runs()).toMatchObject([{ outcome: "succeeded", summary: "last word" }]);
  });

  test("runs inside of luota run is a run inside of that one, in the same store", async () => {
    using rig = new Rig();
    const body = `const l = new Luota(); await l.wrap("nested", () => 1); await l.log("from inside");`;
    await runProgram(rig, "nests", body);
    await rig.luota(["run", "outer", "--", process.execPath, `${rig.work}/nests.mts`]);
    const [outer] = await rig.runs("outer");
    const [nested] = await rig.runs("nested");
    expect(nested).toMatchObject({ parentRun: outer?.id, rootRun: outer?.id });
  });
});

describe("a store that", () => {
  const wrapped = `
    const luota = new Luota({ onError: (error) => say(error.kind) });
    say(await luota.wrap("job", () => "done", { summary: "went well" }));
  `;

  test("somebody holds locked delays the job little, and the spool takes the record", async () => {
    using rig = new Rig();
    await rig.luota(["beat", "first"]);
    const release = await lockStore(rig);
    expect(said(await runProgram(rig, "locked", wrapped))).toEqual(["spooled", "spooled", "done"]);
    await release();
    expect(await rig.runs()).toMatchObject([{ outcome: "succeeded", summary: "went well" }]);
  });

  test.each([
    ["can't be made", "touch ../state", "rm ../state"],
    ["is a directory", "mkdir -p ../state/luota.db", "rmdir ../state/luota.db"],
    ["is no store", "mkdir ../state; echo hello > ../state/luota.db", "rm ../state/luota.db"],
  ])("%s costs no record", async (_, harm, heal) => {
    using rig = new Rig();
    await rig.bash(harm);
    expect(said(await runProgram(rig, "harmed", wrapped))).toEqual(["spooled", "spooled", "done"]);
    await rig.bash(heal);
    expect(await rig.runs()).toMatchObject([{ outcome: "succeeded", summary: "went well" }]);
  });
});
