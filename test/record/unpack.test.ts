import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pack, type Header } from "tar-stream";
import { afterAll, describe, expect, it } from "vitest";
import { openBundle } from "../../src/record/bundle-open.ts";
import { compress, packTar } from "../../src/record/bundle-pack.ts";
import { unpackBundle } from "../../src/record/bundle-unpack.ts";

const folder = mkdtempSync(join(tmpdir(), "luota-unpack-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const files = [
  { name: "a.json", bytes: new TextEncoder().encode("{}") },
  { name: "b.md", bytes: new TextEncoder().encode("b".repeat(600)) },
];
const roomy = 1_000_000;

type Entry = Partial<Header> & { readonly name: string };

async function tarOf(...entries: readonly Entry[]): Promise<Uint8Array> {
  const archive = pack();
  for (const entry of entries) {
    const isFile = (entry.type ?? "file") === "file";
    archive.entry(entry, isFile ? "x" : "");
  }
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

describe("an archive", () => {
  it("comes back as it was packed, and the same files give the same bytes", async () => {
    const archive = compress(await packTar("luota-INC-4", files));
    expect(Buffer.compare(archive, compress(await packTar("luota-INC-4", files)))).toBe(0);
    const read = await unpackBundle(archive, roomy);
    expect(read).toMatchObject({ ok: true, value: { isOurs: true } });
    if (read.ok) expect([...read.value.files.keys()]).toEqual(["a.json", "b.md"]);
  });

  it("is unpacked by tar, and known as another's once tar has packed it again", async () => {
    const at = join(folder, "by-tar");
    mkdirSync(at);
    writeFileSync(join(at, "one.tgz"), compress(await packTar("luota-INC-4", files)));
    execFileSync("tar", ["xzf", "one.tgz"], { cwd: at });
    execFileSync("tar", ["czf", "two.tgz", "luota-INC-4"], { cwd: at });
    const opened = await openBundle(join(at, "two.tgz"));
    expect(opened).toMatchObject({ ok: true, value: { form: "archive", isOurs: false } });
  });

  it.each<[string, Entry[], string]>([
    ["a path upwards", [{ name: "../a.json" }], "path"],
    ["a path upwards within", [{ name: "luota-INC-4/../../a.json" }], "path"],
    ["an absolute path", [{ name: "/etc/passwd" }], "path"],
    ["a folder in its folder", [{ name: "luota-INC-4/x/a.json" }], "path"],
    ["a name that is none", [{ name: "luota-INC-4/.." }], "path"],
    ["a name with a line break", [{ name: "luota-INC-4/a\nb" }], "path"],
    ["another folder", [{ name: "luota-INC-4/a.json" }, { name: "luota-INC-5/a.json" }], "path"],
    ["a link", [{ name: "luota-INC-4/a.json", type: "symlink", linkname: "/etc/passwd" }], "link"],
    ["a hard link", [{ name: "luota-INC-4/a.json", type: "link", linkname: "b" }], "link"],
    ["a device", [{ name: "luota-INC-4/a.json", type: "character-device" }], "special"],
    ["a pipe", [{ name: "luota-INC-4/a.json", type: "fifo" }], "special"],
    [
      "a file that is there twice",
      [{ name: "luota-INC-4/a.json" }, { name: "luota-INC-4/a.json" }],
      "duplicate",
    ],
    [
      "far too many files",
      Array.from({ length: 200 }, (_, at) => ({ name: `luota-INC-4/f${at}` })),
      "too-many",
    ],
  ])("is refused for %s", async (_, entries, why) => {
    const read = await unpackBundle(gzipSync(await tarOf(...entries)), roomy);
    expect(read).toMatchObject({ ok: false, failure: { kind: "hostile", why } });
  });

  it("is refused where it unpacks to far more than it should", async () => {
    const bomb = gzipSync(new Uint8Array(20 * roomy));
    expect(await unpackBundle(bomb, roomy)).toEqual({ ok: false, failure: { kind: "bomb" } });
  });

  it.each<[string, Uint8Array]>([
    ["nothing in it", gzipSync(new Uint8Array(1_024))],
    ["no tar in it", gzipSync(new TextEncoder().encode("hello".repeat(300)))],
    ["a head and nothing else", Uint8Array.from([0x1f, 0x8b, 8])],
  ])("is damaged with %s", async (_, bytes) => {
    const read = await unpackBundle(bytes, roomy);
    expect(read).toMatchObject({ ok: false, failure: { kind: "damaged" } });
  });
});

describe("what is given to verify", () => {
  it.each<[string, (at: string) => void, string]>([
    [
      "a link in a folder",
      (at) => {
        symlinkSync("/etc/passwd", join(at, "record.json"));
      },
      "no-file",
    ],
    [
      "a folder in a folder",
      (at) => {
        mkdirSync(join(at, "record.json"));
      },
      "no-file",
    ],
    [
      "a pipe in a folder",
      (at) => {
        execFileSync("mkfifo", [join(at, "record.json")]);
      },
      "no-file",
    ],
  ])("is not read: %s", async (name, plant, kind) => {
    const at = join(folder, name.replaceAll(" ", "-"));
    mkdirSync(at);
    plant(at);
    expect(await openBundle(at)).toMatchObject({ ok: false, failure: { kind } });
  });

  it("is neither a folder nor an archive nor an envelope", async () => {
    const at = join(folder, "other");
    writeFileSync(at, '{"a":1}');
    expect(await openBundle(at)).toMatchObject({ ok: false, failure: { kind: "unknown-form" } });
    expect(await openBundle(`${at}-not`)).toMatchObject({
      ok: false,
      failure: { kind: "unreadable", code: "ENOENT" },
    });
    expect(await openBundle("/dev/zero")).toMatchObject({
      ok: false,
      failure: { kind: "no-file" },
    });
  });
});
