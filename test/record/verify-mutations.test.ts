import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allNames } from "../../src/record/bundle-names.ts";
import { openBundle } from "../../src/record/bundle-open.ts";
import { unpackBundle } from "../../src/record/bundle-unpack.ts";
import { archiveOf } from "../../src/record/bundle-write.ts";
import { verifyBundle } from "../../src/record/verify-bundle.ts";
import { seeded } from "../rig/seeded.ts";
import { OutboxHost } from "../store/outbox-rig.ts";
import { faultsOf, signAgain, stageBundle, type StagedBundle } from "./bundle-stage.ts";
import {
  addByte,
  changeByte,
  cutTail,
  dropByte,
  mutateFiles,
  mutateLines,
  pick,
  type FileMap,
} from "./mutate.ts";

let host: OutboxHost;
let staged: StagedBundle;
let archive: Uint8Array;
const folder = mkdtempSync(join(tmpdir(), "luota-verify-"));

beforeAll(async () => {
  host = await OutboxHost.with("a", "b");
  staged = await stageBundle(host);
  const files = [...staged.files].map(([name, bytes]) => ({ name, bytes }));
  archive = await archiveOf(staged.record, files);
});

afterAll(() => {
  host[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

function isSame(one: FileMap, other: FileMap): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([name, bytes]) => {
    const found = other.get(name);
    return found !== undefined && Buffer.compare(bytes, found) === 0;
  });
}

const patience = 120_000;

describe("any change is noticed", { timeout: patience }, () => {
  it("in the files, 1,500 times", () => {
    const chance = seeded(1);
    const unnoticed: string[] = [];
    for (let turn = 0; turn < 1_500; turn += 1) {
      const { what, files } = mutateFiles(staged.files, chance);
      if (isSame(files, staged.files)) continue;
      if (faultsOf(verifyBundle(files, null).checks).length === 0) unnoticed.push(what);
    }
    expect(unnoticed).toEqual([]);
  });

  it("in the lines of the chain and of the attempts, 1,000 times, though signed again with the true key", () => {
    const chance = seeded(2);
    const unnoticed: string[] = [];
    for (let turn = 0; turn < 1_000; turn += 1) {
      const { what, files } = mutateLines(staged.files, chance);
      if (isSame(files, staged.files)) continue;
      const forged = signAgain(files, staged.key);
      if (faultsOf(verifyBundle(forged, null).checks).length === 0) unnoticed.push(what);
    }
    expect(unnoticed).toEqual([]);
  });

  // What is left are other ways to deflate the same archive: not one byte of any file differs.
  it("in the archive, 1,000 times, unless it unpacks to the very same bytes", async () => {
    const chance = seeded(3);
    const tar = gunzipSync(archive);
    const unnoticed: string[] = [];
    for (let turn = 0; turn < 1_000; turn += 1) {
      const mutate = pick([changeByte, changeByte, dropByte, addByte, cutTail], chance);
      const changed = mutate(archive, chance);
      const opened = await unpackBundle(changed, 10_000_000);
      if (!opened.ok || !opened.value.isOurs) continue;
      if (faultsOf(verifyBundle(opened.value.files, null).checks).length > 0) continue;
      if (Buffer.compare(gunzipSync(changed), tar) === 0) continue;
      unnoticed.push(`${mutate.name} ${turn}`);
    }
    expect(unnoticed).toEqual([]);
  });

  it("in the tar inside it, 1,000 times", async () => {
    const chance = seeded(4);
    const tar = gunzipSync(archive);
    const unnoticed: string[] = [];
    for (let turn = 0; turn < 1_000; turn += 1) {
      const mutate = pick([changeByte, dropByte, addByte, cutTail], chance);
      const opened = await unpackBundle(mutate(tar, chance), 10_000_000);
      if (!opened.ok || !opened.value.isOurs) continue;
      if (faultsOf(verifyBundle(opened.value.files, null).checks).length > 0) continue;
      unnoticed.push(`${mutate.name} ${turn}`);
    }
    expect(unnoticed).toEqual([]);
  });
});

const run = promisify(execFile);

/** The commands of VERIFY.md, as a stranger types them. */
async function verifiesWithoutLuota(path: string): Promise<boolean> {
  try {
    await run(
      "openssl",
      "pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig".split(
        " ",
      ),
      { cwd: path },
    );
    await run("sha256sum", ["--strict", "-c", "SHA256SUMS"], { cwd: path });
    return readdirSync(path).sort().join() === allNames.join();
  } catch {
    return false;
  }
}

function plant(name: string, files: FileMap): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, bytes] of files) writeFileSync(join(path, file), bytes);
  return path;
}

describe("without luota, by openssl and sha256sum", { timeout: patience }, () => {
  it("the true bundle holds", async () => {
    const path = plant("true", staged.files);
    expect(await verifiesWithoutLuota(path)).toBe(true);
    const { stdout } = await run("sh", [
      "-c",
      `cd "${path}" && openssl pkey -pubin -in public-key.pem -outform DER | sha256sum`,
    ]);
    expect(stdout.slice(0, 64)).toBe(staged.key.fingerprint);
    expect(await openBundle(path)).toMatchObject({ ok: true, value: { form: "folder" } });
  });

  it("60 changed ones do not", async () => {
    const chance = seeded(5);
    const unnoticed: string[] = [];
    for (let turn = 0; turn < 60; turn += 1) {
      const mutation = turn % 2 === 0 ? mutateFiles : mutateLines;
      const { what, files } = mutation(staged.files, chance);
      if (isSame(files, staged.files)) continue;
      const path = plant(`changed-${turn}`, files);
      if (await verifiesWithoutLuota(path)) unnoticed.push(what);
      rmSync(path, { recursive: true });
    }
    expect(unnoticed).toEqual([]);
  });
});
