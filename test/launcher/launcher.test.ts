import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runLine, type Wrapper } from "../process/wrapper.ts";

const shells = ["/bin/dash", "/bin/bash", "/usr/bin/busybox ash"];

/** A first line can name one argument only, so busybox's shell is told by a file of its own. */
describe.each(shells)("the launcher in %s", (shell) => {
  let wrapper: Wrapper;
  beforeAll(() => {
    wrapper = installWrapper(shell);
  });
  afterAll(() => {
    wrapper.remove();
  });

  const rows: readonly (readonly [sentence: string, line: string, stdout: string])[] = [
    ["by its path", "$L run x -- echo ok", "ok\n"],
    ["from cron's environment", "env -i PATH=/usr/bin:/bin $L run x -- echo ok", "ok\n"],
    [
      "through chained, relative links",
      "cd $F; mkdir -p a/b; ln -sf ../../bin/luota a/b/one; ln -sf b/one a/two; a/two run x -- echo ok; cd a; ./two run x -- echo ok; env -i PATH=/usr/bin:/bin $F/a/two run x -- echo ok",
      "ok\nok\nok\n",
    ],
    [
      "from its own folder and by PATH",
      "cd $F/bin; ./luota run x -- echo ok; PATH=$F/bin:$PATH; cd /; luota run x -- echo ok; cd $F/dist; ../bin/luota run x -- echo ok",
      "ok\nok\nok\n",
    ],
    [
      "from a folder with a space in its name",
      'mkdir "$F/a b"; ln -s "$F/bin/luota" "$F/a b/lu ota"; "$F/a b/lu ota" run x -- echo ok',
      "ok\n",
    ],
    [
      "what the shell itself ignores is not passed on",
      "$L run x -- grep -c 'SigIgn:\\s0*$' /proc/self/status",
      "1\n",
    ],
    [
      "INT and QUIT of a background job stay ignored",
      "$L run x -- grep -c 'SigIgn:\\s0*6$' /proc/self/status & wait $!",
      "1\n",
    ],
    [
      "HUP under nohup stays ignored",
      "nohup $L run x -- grep -c 'SigIgn:\\s0*1$' /proc/self/status 2>/dev/null",
      "1\n",
    ],
    ["the soft limit of files", "ulimit -Sn 500; $L run x -- sh -c 'ulimit -Sn'", "500\n"],
    [
      "no descriptor but the caller's reaches the job",
      "exec 5</dev/null; $L run x -- sh -c 'for n in 3 4 5 6 7 8 9 10 11 12 255; do [ -e /proc/$$/fd/$n ] && printf \"%s \" $n; done'",
      "5 ",
    ],
    [
      "its private variables do not reach the job",
      "NODE_OPTIONS=--bogus $L run x -- env | grep -c LUOTA",
      "0\n",
    ],
  ];

  test.concurrent.each(rows)("%s", async (_sentence, line, stdout) => {
    const seen = await runLine(fill(line, wrapper));
    expect([seen.stderr.toString(), seen.stdout.toString()]).toEqual(["", stdout]);
  });
});

function fill(line: string, wrapper: Wrapper): string {
  return line.replaceAll("$L", wrapper.luota).replaceAll("$F", wrapper.folder);
}

describe.each(shells)("a luota that can't run, in %s", (shell) => {
  let wrapper: Wrapper;
  beforeAll(() => {
    wrapper = installWrapper(shell);
    rmSync(`${wrapper.folder}/dist/run.cjs`);
  });
  afterAll(() => {
    wrapper.remove();
  });

  const rows: readonly (readonly [words: string, stdout: string, code: number])[] = [
    ["run x -- sh -c 'echo $0; exit 9' a", "a\n", 9],
    ["run x sh -c 'echo $0; exit 9' a", "a\n", 9],
    ["run x echo -- a", "-- a\n", 0],
    ["run x --timeout 3m -q --tag a=b --no-overlap --capture=both echo a", "a\n", 0],
    ["run x --payload -- -- echo a", "a\n", 0],
    ["run x --shell 'echo a | tr a b; exit 4'", "b\n", 4],
    ["run x --shell='echo a; exit 4'", "a\n", 4],
    ["run x --bogus -- echo a", "a\n", 0],
    ["run x --bogus word -- echo a", "a\n", 0],
    ["run x --bogus=1 echo a", "a\n", 0],
    ["run --bogus -- echo a", "a\n", 0],
    ["run x -- kill-not-there", "", 127],
    ["run x --bogus echo a", "", 64],
    ["run x", "", 64],
    ["run", "", 64],
    ["run x --", "", 64],
    ["run x --timeout", "", 64],
    ["run x --shell", "", 64],
    ["status", "", 70],
    ["", "", 70],
  ];

  test.concurrent.each(rows)("luota %s", async (words, stdout, code) => {
    const seen = await runLine(`${wrapper.luota} ${words}`);
    expect([seen.stdout.toString(), seen.code]).toEqual([stdout, code]);
    expect(seen.stderr.toString()).toMatch(/^luota: .* is missing \(npm ci in .*\)(?::.*)?\n/u);
  });

  test("leaves the command all it had", async () => {
    const job = `sh -c 'echo "$NODE_OPTIONS"; cat <&3; ulimit -Sn; grep SigIgn /proc/self/status; for n in 3 4 5 6 7 8 9 10 11; do [ -e /proc/$$/fd/$n ] && printf $n; done; umask'`;
    const around =
      "exec 3<&0; ulimit -Sn 300; trap '' HUP; umask 026; export NODE_OPTIONS='--a b';";
    const plain = await runLine(`${around} ${job}`, { input: "in" });
    const wrapped = await runLine(`${around} ${wrapper.luota} run x -- ${job}`, { input: "in" });
    expect(wrapped.stdout.toString()).toBe(plain.stdout.toString());
  });
});

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
      `#!/bin/sh\n[ "$1" = --version ] && echo ${version} && exit\necho ran by ${version}\n`,
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
      `#!/bin/sh\n[ "$1" = --version ] && echo asked >>${elsewhere}/log && echo v24.1.0 && exit\necho ran\n`,
    );
    await runLine(`touch -d '1 minute ago' ${elsewhere}/node; ${line}; ${line}`);
    await runLine(`touch -d '1 minute' ${elsewhere}/node; ${line}`);
    const seen = await runLine(`cat ${elsewhere}/log`);
    expect(seen.stdout.toString()).toBe("asked\nasked\n");
  });

  test("where Node can't start within the limits the command runs", async () => {
    rmSync(`${wrapper.folder}/dist/.node-fits`, { force: true });
    const node = `${wrapper.folder}/pinned/node/bin/node`;
    const seen = await runLine(
      `ulimit -v 500000; export NODE_OPTIONS=--x; LUOTA_NODE=${node} ${wrapper.luota} run x -- sh -c 'echo ran $NODE_OPTIONS; env | grep -c LUOTA_L'`,
    );
    expect(seen.stdout.toString()).toBe("ran --x\n0\n");
    expect(seen.stderr.toString()).toMatch(/^luota: .*not recorded\n$/u);
  });
});
