import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, test } from "vitest";
import type { FileProbe } from "../../src/domain/probe.ts";
import { fileProbe } from "../domain/file-probe.ts";
import { isRoot } from "../rig/root-only.ts";
import { Folder, look, lookInWords } from "./looking.ts";

const hour = 3_600_000;
const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

function write(folder: Folder, name: string, text = "abc", hoursOld = 0): string {
  const path = folder.in(name);
  writeFileSync(path, text);
  const at = new Date(Date.now() - hoursOld * hour);
  utimesSync(path, at, at);
  return path;
}

interface Row {
  readonly rule: string;
  readonly make: (folder: Folder) => unknown;
  readonly pattern: string;
  readonly expect?: Partial<FileProbe["expect"]>;
  readonly words: string | RegExp;
}

const rows: readonly Row[] = [
  {
    rule: "the newest of several counts",
    make: (folder) => [write(folder, "a-1.csv", "abc", 5), write(folder, "a-2.csv", "abc", 1)],
    ...{ pattern: "a-*.csv", expect: { maxAgeMs: 2 * hour }, words: "good" },
  },
  {
    rule: "none of them is young enough",
    make: (folder) => [write(folder, "a-1.csv", "abc", 5), write(folder, "a-2.csv", "abc", 3)],
    ...{ pattern: "a-?.csv", expect: { maxAgeMs: 2 * hour } },
    words: "bad: it is 3h old, at most 2h is allowed",
  },
  {
    rule: "a pattern may lead through folders",
    make: (folder) => {
      mkdirSync(folder.in("one/two"), { recursive: true });
      write(folder, "one/two/x.csv");
    },
    ...{ pattern: "*/t?o/*.csv", words: "good" },
  },
  {
    rule: "a star takes no leading dot, and dots of a pattern mean dots",
    make: (folder) => [write(folder, ".hidden.csv"), write(folder, "acsv")],
    ...{ pattern: "*.csv", words: /^bad: no file matches/u },
  },
  {
    rule: "nothing is there, nor its folder",
    ...{ make: () => null, pattern: "gone/*.csv", words: /^bad: no file matches/u },
  },
  {
    rule: "a folder is no file",
    make: (folder) => {
      mkdirSync(folder.in("a"));
    },
    ...{ pattern: "a", words: /^bad: .* is no regular file$/u },
  },
  {
    rule: "a pipe is no file, and is not waited for",
    make: (folder) => spawnSync("mkfifo", [folder.in("a")]),
    ...{ pattern: "a", expect: { content: { matches: "x", not: null } } },
    words: /^bad: .* is no regular file$/u,
  },
  {
    rule: "a link leads to its file",
    make: (folder) => {
      symlinkSync(write(folder, "real", "abc"), folder.in("link"));
    },
    ...{ pattern: "link", expect: { sha256: abc }, words: "good" },
  },
  {
    rule: "a link into nowhere is no file",
    make: (folder) => {
      symlinkSync("/nowhere/at/all", folder.in("link"));
    },
    ...{ pattern: "link", words: /^bad: no file matches/u },
  },
  {
    rule: "links in a circle can't be looked at",
    make: (folder) => {
      symlinkSync(folder.in("b"), folder.in("a"));
      symlinkSync(folder.in("a"), folder.in("b"));
    },
    ...{ pattern: "a", words: /^unknown: .*too many symbolic links/u },
  },
  {
    rule: "its digest is another one",
    make: (folder) => write(folder, "a", "abd"),
    ...{ pattern: "a", expect: { sha256: abc }, words: /^bad: its SHA-256 is/u },
  },
  {
    rule: "the beginning of every line may match",
    make: (folder) => write(folder, "a", "id,name\n1,Ann\n"),
    ...{ pattern: "a", expect: { content: { matches: "^1,", not: "ERROR" } }, words: "good" },
  },
  {
    rule: "what must not be there",
    make: (folder) => write(folder, "a", "id,name\nERROR: gone\n"),
    ...{ pattern: "a", expect: { content: { matches: "^id,", not: "^ERROR" } } },
    words: "bad: its content matches ^ERROR",
  },
  {
    rule: "of a long file, the beginning and the end are searched",
    make: (folder) => write(folder, "a", `id,\n${"x".repeat(2_000_000)}\n-- complete`),
    ...{ pattern: "a", expect: { content: { matches: "^-- complete$", not: null } } },
    words: "good",
  },
  {
    rule: "what lies in its middle is not found, and the words say so",
    make: (folder) => write(folder, "a", `${"x".repeat(1e6)}\nhere\n${"x".repeat(1e6)}`),
    ...{ pattern: "a", expect: { content: { matches: "here", not: null } } },
    words: "bad: its content does not match here, as far as it is read",
  },
  {
    rule: "an empty file is there",
    make: (folder) => write(folder, "a", ""),
    ...{
      pattern: "a",
      expect: { minSize: 1 },
      words: "bad: its size is 0 B, at least 1 B is asked",
    },
  },
  {
    rule: "a pattern that takes for ever is given up",
    make: (folder) => write(folder, "a", `${"a".repeat(60)}!`),
    ...{ pattern: "a", expect: { content: { matches: "^(a+)+$", not: null } } },
    words: "unknown: a pattern took longer than a second to search",
  },
  {
    rule: "odd names",
    make: (folder) => write(folder, "a (1) [x] $HOME.csv"),
    ...{ pattern: "a (1) [x] $*.csv", words: "good" },
  },
];

describe("a file", () => {
  test.each(rows)("$rule", async ({ make, pattern, expect: asked, words }) => {
    using folder = new Folder();
    make(folder);
    const told = await lookInWords(fileProbe(folder.in(pattern), asked));
    if (typeof words === "string") expect(told).toBe(words);
    else expect(told).toMatch(words);
  });

  test("a huge file is digested only as long as there is time", async () => {
    using folder = new Folder();
    truncateSync(write(folder, "a"), 64 * 2 ** 30);
    const probe = { ...fileProbe(folder.in("a"), { sha256: abc }), timeoutMs: 300 };
    const { weighed, reading } = await look(probe);
    expect(weighed.problems.join()).toMatch(
      /the time was over before all of its 64 GiB were read/u,
    );
    expect(weighed.state).toBe("unknown");
    expect(reading.tookMs).toBeLessThan(4_000);
  });

  test.runIf(isRoot)("what its user may not read is unknown, not bad", () => {
    using folder = new Folder();
    chmodSync(folder.path, 0o755);
    mkdirSync(folder.in("closed"), { mode: 0o700 });
    write(folder, "closed/a");
    const probe = fileProbe(folder.in("closed/*"), { maxAgeMs: hour });
    const words = ["--reuid=65534", "--regid=65534", "--clear-groups", process.execPath];
    const code = `import(${JSON.stringify(new URL("./fixtures/as-nobody.ts", import.meta.url).href)})`;
    const ended = spawnSync("setpriv", [...words, "--eval", code, JSON.stringify(probe)], {
      encoding: "utf8",
    });
    expect(ended.stdout.trim()).toMatch(/^unknown: .*permission denied$/u);
  });
});
