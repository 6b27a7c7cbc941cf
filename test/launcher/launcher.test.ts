import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installWrapper, runLine, type Wrapper } from "../process/wrapper.ts";

const shells = ["/bin/dash", "/bin/bash", "/usr/bin/busybox ash"];

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
