import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runLine, type Wrapper } from "../process/wrapper.ts";

describe("which Node", () => {
  let wrapper: Wrapper;
  let elsewhere: string;
  beforeAll(() => {
    wrapper = installWrapper();
    elsewhere = `${wrapper.folder}/elsewhere`;
    mkdirSync(elsewhere);
    renameSync(`${wrapper.folder}/node_modules`, `${wrapper.folder}/pinned`);
  });
  afterAll(() => {
    wrapper.remove();
  });

  function fakeNode(version: string): void {
    rmSync(`${wrapper.folder}/dist/.node-fits`, { force: true });
    rmSync(`${elsewhere}/node`, { force: true });
    writeFileSync(
      `${elsewhere}/node`,
      `#!/bin/sh\n[ "$3" = --version ] && echo ${version} && exit\necho ran by ${version}\n`,
    );
    chmodSync(`${elsewhere}/node`, 0o755);
  }

  const rows: readonly (readonly [version: string, fits: boolean])[] = [
    ["v22.19.0", true],
    ["v22.20.1", true],
    ["v24.0.0", true],
    ["v26.1.0-nightly", true],
    ["v22.18.9", false],
    ["v20.20.2", false],
    ["v9.99.99", false],
    ["nonsense", false],
    ["", false],
  ];

  test.each(rows)("%s named by LUOTA_NODE fits: %s", async (version, fits) => {
    fakeNode(version);
    // Whatever else this machine has is out of the way: what is asked for here is a refusal or not.
    const seen = await runLine(
      `LUOTA_NODE=${elsewhere}/node ${wrapper.luota} run x -- echo unrecorded`,
    );
    expect(seen.stdout.toString() === `ran by ${version}\n`).toBe(fits);
    expect(seen.stderr.toString().includes("LUOTA_NODE=")).toBe(!fits);
  });

  test("one on PATH that fits is found behind one that does not", async () => {
    fakeNode("v24.1.0");
    mkdirSync(`${wrapper.folder}/old`);
    writeFileSync(`${wrapper.folder}/old/node`, "#!/bin/sh\necho v20.1.0\n", { mode: 0o755 });
    const path = `${wrapper.folder}/old:${elsewhere}:/usr/bin:/bin`;
    const seen = await runLine(`PATH=${path} ${wrapper.luota} run x -- echo unrecorded`);
    expect(seen.stdout.toString()).toBe("ran by v24.1.0\n");
  });

  test("one of a version manager is found under cron's PATH", async () => {
    rmSync(`${wrapper.folder}/dist/.node-fits`, { force: true });
    const folder = `${wrapper.folder}/home/.nvm/versions/node/v24.9.0/bin`;
    mkdirSync(folder, { recursive: true });
    symlinkSync(`${elsewhere}/node`, `${folder}/node`);
    const seen = await runLine(
      `env -i PATH=/nowhere HOME=${wrapper.folder}/home ${wrapper.luota} run x -- echo unrecorded`,
    );
    expect(seen.stdout.toString()).toMatch(/^ran by /u);
  });

  test("what was asked once is not asked again until that Node is replaced", async () => {
    fakeNode("v24.1.0");
    const line = `LUOTA_NODE=${elsewhere}/node ${wrapper.luota} run x -- echo unrecorded`;
    writeFileSync(
      `${elsewhere}/node`,
      `#!/bin/sh\n[ "$3" = --version ] && echo asked >>${wrapper.folder}/log && echo v24.1.0 && exit\necho ran\n`,
    );
    await runLine(`touch -d '1 minute ago' ${elsewhere}/node; ${line}; ${line}`);
    await runLine(`touch -d '1 minute' ${elsewhere}/node; ${line}`);
    // A package brings its files with times of long ago.
    await runLine(
      `cd ${elsewhere}; touch -d '1 minute ago' . node; ${line}; cp node new; touch -d '1 year ago' new; mv new node; touch -d '1 minute' .; ${line}`,
    );
    const seen = await runLine(`cat ${wrapper.folder}/log`);
    expect(seen.stdout.toString()).toBe("asked\nasked\nasked\n");
  });

  test("one that does not take the flags it would be given is passed over", async () => {
    fakeNode("v24.1.0");
    writeFileSync(
      `${elsewhere}/node`,
      `#!/bin/sh\n[ "$1" = --version ] && echo v24.1.0 && exit\necho bad option >&2; exit 9\n`,
    );
    const line = `LUOTA_NODE=${elsewhere}/node ${wrapper.luota} run x -- echo unrecorded`;
    const seen = await runLine(line);
    expect(seen.stderr.toString()).toContain("LUOTA_NODE=");
  });

  const limits: readonly (readonly [string, string])[] = [
    ["little address space", "ulimit -v 500000"],
    ["little data", "ulimit -d 50000"],
    ["few files, where Node would start and hang", "ulimit -n 24"],
  ];
  test.each(limits)("within limits too small for Node the command runs: %s", async (_, limit) => {
    rmSync(`${wrapper.folder}/dist/.node-fits`, { force: true });
    const node = `${wrapper.folder}/pinned/node/bin/node`;
    const seen = await runLine(
      `${limit}; export NODE_OPTIONS=--x; LUOTA_NODE=${node} ${wrapper.luota} run x -- sh -c 'echo ran $NODE_OPTIONS; env | grep -c LUOTA_L'`,
    );
    expect(seen.stdout.toString()).toBe("ran --x\n0\n");
    expect(seen.stderr.toString()).toMatch(/^luota: .*not recorded\n$/u);
  });
});
