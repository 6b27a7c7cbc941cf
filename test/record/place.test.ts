import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { placeFile, placeFolder } from "../../src/record/bundle-place.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "luota-place-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const bytes = new TextEncoder().encode("true");
const files = [{ name: "record.json", bytes }];

describe("a file", () => {
  it("is private, and leaves nothing beside it", () => {
    const path = join(folder, "a.tar.gz");
    expect(placeFile(path, bytes, false)).toEqual({ ok: true, value: undefined });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["a.tar.gz"]);
  });

  it("is not written over unless somebody says so", () => {
    const path = join(folder, "a.tar.gz");
    writeFileSync(path, "mine");
    expect(placeFile(path, bytes, false)).toMatchObject({ failure: { kind: "exists", path } });
    expect(readFileSync(path, "utf8")).toBe("mine");
    expect(placeFile(path, bytes, true)).toMatchObject({ ok: true });
    expect(readFileSync(path, "utf8")).toBe("true");
    expect(readdirSync(folder)).toEqual(["a.tar.gz"]);
  });

  it("can't be written where there is no folder", () => {
    const path = join(folder, "none", "a.tar.gz");
    const failure = { kind: "unwritable", path, code: "ENOENT" };
    expect(placeFile(path, bytes, false)).toEqual({ ok: false, failure });
  });
});

describe("a folder", () => {
  it("is private, and takes the place of an empty one", () => {
    const path = join(folder, "a");
    mkdirSync(path);
    expect(placeFolder(path, files, false)).toMatchObject({ ok: true });
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("takes the place of another bundle only where somebody says so", () => {
    const path = join(folder, "a");
    expect(placeFolder(path, files, false)).toMatchObject({ ok: true });
    expect(placeFolder(path, files, false)).toMatchObject({ failure: { kind: "exists" } });
    expect(placeFolder(path, [{ name: "record.md", bytes }], true)).toMatchObject({ ok: true });
    expect(readdirSync(path)).toEqual(["record.md"]);
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("never takes the place of anything else", () => {
    const path = join(folder, "a");
    mkdirSync(path);
    writeFileSync(join(path, "thesis.md"), "mine");
    for (const overwrite of [false, true])
      expect(placeFolder(path, files, overwrite)).toMatchObject({ ok: false });
    expect(readdirSync(path)).toEqual(["thesis.md"]);
    writeFileSync(join(folder, "file"), "mine");
    expect(placeFolder(join(folder, "file"), files, true)).toMatchObject({ ok: false });
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("mine");
  });
});
