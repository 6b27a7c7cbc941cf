import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runReported, type Wrapper } from "./wrapper.ts";

let wrapper: Wrapper;
beforeAll(() => {
  wrapper = installWrapper();
});
afterAll(() => {
  wrapper.remove();
});

describe("held back with -q", () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ["a good run prints nothing", "echo out; echo err >&2", "", ""],
    ["a bad run prints all of it", "echo out; echo err >&2; exit 1", "out\n", "err\n"],
    ["a killed one too", "echo out; kill -KILL $$", "out\n", ""],
  ];

  test.concurrent.each(rows)("%s", async (_sentence, script, stdout, stderr) => {
    const { seen } = await runReported(wrapper, `$W sh -c '${script}'`, { sink: "quiet" });
    expect([seen.stdout.toString(), seen.stderr.toString()]).toEqual([stdout, stderr]);
  });

  test.each([
    ["a good run leaves a file of its own empty", "exit 0", ""],
    ["a bad one fills it", "exit 1", "out\n"],
  ])("%s", async (_sentence, ending, content) => {
    const file = `${wrapper.folder}/data`;
    const { seen, end } = await runReported(
      wrapper,
      `$W sh -c 'echo out; ${ending}' >${file}; cat ${file}`,
      { sink: "quiet" },
    );
    expect(seen.stdout.toString()).toBe(content);
    expect(end.output.stdout).toMatchObject({ kind: "counted", bytes: 4 });
  });

  test("in the order of writing, where both go to one place", async () => {
    const { seen } = await runReported(
      wrapper,
      "$W sh -c 'for i in 1 2 3; do echo o$i; echo e$i >&2; done; exit 1' 2>&1",
      { sink: "quiet" },
    );
    expect(seen.stdout.toString()).toBe("o1\ne1\no2\ne2\no3\ne3\n");
  });

  test("much of it, in little memory", async () => {
    const { seen, end } = await runReported(
      wrapper,
      "$W sh -c 'seq 20000000; grep VmHWM /proc/$PPID/status >&2; exit 1' | md5sum; seq 20000000 | md5sum",
      { sink: "quiet" },
    );
    const [through, plain] = seen.stdout.toString().split("\n");
    expect(through).toBe(plain);
    expect(end.output.stdout.bytes).toBeGreaterThan(160_000_000);
    expect(Number(/VmHWM:\s+(\d+)/u.exec(seen.stderr.toString())?.[1])).toBeLessThan(130_000);
  }, 120_000);

  test("a process left behind loses neither its life nor luota's time", async () => {
    const { seen } = await runReported(
      wrapper,
      `$W sh -c '(sleep 0.5; echo late; echo late; echo alive >${wrapper.folder}/alive) & echo now'; sleep 1; cat ${wrapper.folder}/alive`,
      { sink: "quiet", drainMs: 50 },
    );
    expect(seen.stdout.toString()).toBe("alive\n");
  });
});
