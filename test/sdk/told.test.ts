import { describe, expect, test } from "vitest";
import { LuotaError, type Luota } from "../../src/sdk/index.ts";
import { DeskRig } from "./desk-rig.ts";

describe("wrap", () => {
  test("records a run around the work, and passes on what it returns", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    const seen: string[] = [];
    const value = await luota.wrap(
      "import",
      async (run) => {
        seen.push(run.id);
        await run.evidence("counted", { rows: 3 });
        await luota.log("halfway");
        return 3;
      },
      { summary: (rows) => `${rows} rows`, externalRunId: "file-1" },
    );
    const [id = ""] = seen;
    expect(value).toBe(3);
    expect(rig.recorded(id).end).toMatchObject({
      ending: { kind: "reported", success: true },
      summary: "3 rows",
    });
    expect(rig.signals()).toMatchObject([
      { kind: "evidence", run: id, body: { step: "counted", state: "good", values: { rows: 3 } } },
      { kind: "log", run: id, body: { text: "halfway" } },
    ]);
  });

  test("records what the work threw, and throws the same", async () => {
    using rig = new DeskRig();
    const boom = new RangeError("boom");
    const luota = rig.open();
    let id = "";
    const wrapped = luota.wrap("import", (run) => {
      id = run.id;
      throw boom;
    });
    await expect(wrapped).rejects.toBe(boom);
    expect(rig.recorded(id).end?.error).toMatch(/^RangeError: boom\n/u);
  });

  test("inside of wrap is a run inside of that run", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    const ids = await luota.wrap("outer", (outer) =>
      luota.wrap("middle", (middle) =>
        luota.wrap("inner", (inner) => [outer.id, middle.id, inner.id]),
      ),
    );
    const [outer = "", middle = "", inner = ""] = ids;
    expect(rig.recorded(inner).start).toMatchObject({ parentRun: middle, rootRun: outer });
    expect(rig.recorded(outer).start).toMatchObject({ parentRun: null, rootRun: outer });
  });
});

describe("signals", () => {
  test("a beat, a line, evidence with files and a receipt", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    await rig.bash("printf 'id\\n1\\n' > out.csv");
    const { id } = await luota.runs.start({ monitor: "report" });
    await luota.beat("worker", { summary: "alive", payload: { queue: 4 } });
    await luota.log("one line", { run: id });
    await luota.runs.evidence(
      id,
      "sent",
      { recipients: 3, token: "tok_live_1234567890" },
      { receipt: "250 2.0.0 Ok: queued as 4F3A", files: [`${rig.work}/out.csv`] },
    );
    expect(rig.signals()).toMatchObject([
      { kind: "beat", body: { summary: "alive", payload: { queue: 4 } } },
      { kind: "log", run: id, body: { text: "one line" } },
      {
        kind: "evidence",
        body: {
          step: "sent",
          source: "claimed",
          state: "good",
          values: { recipients: 3, token: "[redacted]" },
          receipt: "250 2.0.0 Ok: queued as 4F3A",
          files: [{ path: `${rig.work}/out.csv`, size: 5, sha256: expect.any(String) as string }],
        },
      },
    ]);
    expect(rig.complaints).toEqual([]);
  });

  test("a file that is not there proves nothing", async () => {
    using rig = new DeskRig();
    const luota = rig.open();
    const { id } = await luota.runs.start({ monitor: "report" });
    await luota.runs.evidence(id, "rendered", {}, { files: [`${rig.work}/none.pdf`] });
    expect(rig.signals()).toMatchObject([
      {
        body: { state: "unknown", files: [], note: `${rig.work}/none.pdf can't be read (ENOENT)` },
      },
    ]);
  });
});

const circular: Record<string, unknown> = {};
circular["self"] = circular;
const hostile = {
  get payload(): unknown {
    throw new Error("a getter");
  },
};
type Deed = (luota: Luota) => Promise<unknown>;

describe("what can't be recorded", () => {
  test.each<[string, string, Deed]>([
    ["a name with a blank", "bad-argument", (luota) => luota.runs.start({ monitor: "a b" })],
    ["no name", "bad-argument", (luota) => luota.beat(undefined as unknown as string)],
    ["no argument", "broken", (luota) => luota.runs.start(undefined as never)],
    ["a made-up run", "bad-argument", (luota) => luota.runs.success("../../etc/passwd")],
    ["a run that nobody started", "unknown-run", (luota) => luota.runs.success("0123456789abcdef")],
    ["a line of no run", "bad-argument", (luota) => luota.log("lost")],
    ["a step with a blank", "bad-argument", (l) => l.runs.evidence("0123456789abcdef", "a b")],
    ["a slot that is none", "bad-argument", (l) => l.runs.start({ monitor: "m", slot: "soon" })],
  ])("%s is told, not thrown, unless strict", async (_, kind, deed) => {
    using rig = new DeskRig();
    await deed(rig.open());
    expect(rig.complaints).toEqual([kind]);
    await expect(deed(rig.open({ strict: true }))).rejects.toThrow(
      kind === "broken" ? TypeError : LuotaError,
    );
  });

  test.each<[string, unknown]>([
    ["a circle", circular],
    ["a getter that throws", hostile],
    ["far too much", Array.from({ length: 200_000 }, (_, index) => ({ index }))],
    ["an invalid date", new Date(Number.NaN)],
    ["a symbol", Symbol("s")],
    ["bytes", new Uint8Array(1_000_000)],
    ["a map", new Map([["a", new Set([1])]])],
  ])("a payload of %s costs neither the job nor the run", async (_, payload) => {
    using rig = new DeskRig();
    const luota = rig.open({ strict: true });
    const { id } = await luota.runs.start({ monitor: "m", payload });
    await luota.runs.failure(id, { error: payload });
    const { start, end } = rig.recorded(id);
    expect(JSON.stringify(start.payload).length).toBeLessThan(70_000);
    expect(end?.error?.length).toBeLessThan(20_000);
  });

  test("an onError that throws fails no job", async () => {
    using rig = new DeskRig();
    const luota = rig.open({
      onError: () => {
        throw new Error("mine");
      },
    });
    const warned = new Promise((resolve) => process.once("warning", resolve));
    const { id } = await luota.runs.start({ monitor: "a b" });
    await luota.runs.success(id);
    expect(await warned).toMatchObject({ name: "LuotaWarning", code: "bad-argument" });
  });
});
