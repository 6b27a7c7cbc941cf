import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Stage } from "../rig/stage.ts";
import { at, missOne, openStage } from "./incident-stage.ts";

/** INC-1, exported as `a.tar.gz` and unpacked as `luota-INC-1`; `a.eml` is a true witness. */
let stage: Stage;
let fingerprint: string;
let seen: { seq: number; hash: string };

beforeAll(async () => {
  stage = await openStage();
  await missOne(stage);
  stage.now = at("14:30:00");
  const events = (await stage.json("audit", "-n", "1")) as { seq: number; hash: string }[];
  seen = events[0] ?? { seq: 0, hash: "" };
  writeFileSync(
    join(stage.home, "a.eml"),
    `X-Luota-Audit: ${seen.seq} sha256:${seen.hash}\n\nhi\n`,
  );
  const exported = await stage.luota("export", "INC-1", "--format", "bundle", "-o", "a.tar.gz");
  expect(exported.code).toBe(0);
  execFileSync("tar", ["xzf", "a.tar.gz"], { cwd: stage.home });
  const keys = (await stage.json("audit", "--key")) as { fingerprint: string }[];
  fingerprint = keys[0]?.fingerprint ?? "";
});

afterAll(() => {
  stage[Symbol.dispose]();
});

describe("luota verify", () => {
  it("says what holds and what it could not know", async () => {
    const said = await stage.luota("verify", "a.tar.gz");
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(said.out).toContain("✓ archive   11 files, packed as luota packs them\n");
    expect(said.out).toContain(`with the key ${fingerprint}\n`);
    expect(said.out).toContain("? key       not checked: whose key it is");
    expect(said.out).toContain("What was checked holds, 1 not checked.\n");
  });

  it("does so for the unpacked folder, the key and a witness, and needs no store for it", async () => {
    stage.environment = { LUOTA_STORE: join(stage.home, "none", "none.db") };
    const words = ["--key", fingerprint, "--witness", "a.eml"];
    const said = await stage.luota("verify", "luota-INC-1", ...words);
    stage.environment = {};
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(said.out).toContain("✓ key       it is the key that was asked for\n");
    expect(said.out).toContain(`✓ witness   "a.eml" saw the same event ${seen.seq}\n`);
    expect(said.out).toContain("\nWhat was checked holds.\n");
    expect(existsSync(join(stage.home, "none"))).toBe(false);
  });

  it("names the first thing that is wrong", async () => {
    const folder = join(stage.home, "changed");
    execFileSync("cp", ["-r", join(stage.home, "luota-INC-1"), folder]);
    appendFileSync(join(folder, "record.md"), "PS: all was well\n");
    const said = await stage.luota("verify", "changed");
    expect(said.code).toBe(1);
    expect(said.err).toBe(
      `luota: "${folder}" does not hold: "record.md" is not as it was signed\n`,
    );
    expect(said.out).toContain('✗ sums      "record.md" is not as it was signed\n');
    expect(await stage.json("verify", "changed")).toMatchObject({
      holds: false,
      checks: expect.arrayContaining([
        expect.objectContaining({ name: "sums", state: "wrong" }) as unknown,
      ]) as unknown,
    });
  });

  it.each<[string, string[], number, RegExp]>([
    ["another key", ["--key", "ab".repeat(32)], 1, /signed with another key/u],
    ["a key that is none", ["--key", "nobody"], 64, /"nobody" is no file/u],
    ["a witness that is no alert", ["--witness", "luota.yaml"], 66, /names no event/u],
    ["a witness that is not there", ["--witness", "b.eml"], 66, /there is no /u],
  ])("is told of %s", async (_, words, code, err) => {
    const said = await stage.luota("verify", "a.tar.gz", ...words);
    expect(said.code).toBe(code);
    expect(said.err).toMatch(err);
  });

  it.each<[string, string, number]>([
    ["nothing is there", "nowhere", 66],
    ["it is no record", "luota.yaml", 66],
    ["it is a record without its signature", "luota-INC-1/record.json", 66],
    ["it is an envelope, and no key is known", "luota-INC-1/record.dsse.json", 1],
  ])("does not say that it holds where %s", async (_, file, code) => {
    expect((await stage.luota("verify", file)).code).toBe(code);
  });

  it("checks a signed record on its own with the key that is named", async () => {
    const words = ["luota-INC-1/record.dsse.json", "--key", "luota-INC-1/public-key.pem"];
    expect(await stage.luota("verify", ...words)).toMatchObject({ code: 0, err: "" });
  });

  it("tells a witness that saw another story", async () => {
    const other = join(stage.home, "other.eml");
    writeFileSync(other, `X-Luota-Audit: ${seen.seq} sha256:${"0".repeat(64)}\n\n`);
    const said = await stage.luota("verify", "a.tar.gz", "--witness", "other.eml");
    expect(said.code).toBe(1);
    expect(said.err).toContain("the story was rewritten after that alert had left");
  });
});

describe("luota audit --witness", () => {
  it("compares the store's chain with alerts and bundles", async () => {
    const words = ["--verify", "--witness", "a.eml", "--witness", "a.tar.gz"];
    const said = await stage.luota("audit", ...words);
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(said.out).toContain('"a.eml" saw the same chain: its event is as it saw them');
    expect(said.out).toContain('"a.tar.gz" saw the same chain');
  });

  it("tells that the end was cut off", async () => {
    const later = join(stage.home, "later.eml");
    writeFileSync(later, `X-Luota-Audit: 9999 sha256:${seen.hash}\n\n`);
    const said = await stage.luota("audit", "--witness", "later.eml");
    expect(said.code).toBe(1);
    expect(said.err).toContain(
      "saw event 9999, which is not there: the end of the chain was cut off",
    );
  });
});

describe("VERIFY.md", () => {
  it("names commands that work as they stand there", () => {
    const folder = join(stage.home, "luota-INC-1");
    const words = readFileSync(join(folder, "VERIFY.md"), "utf8");
    const blocks = [...words.matchAll(/```sh\n(.*?)```/gsu)].map(([, block]) => block ?? "");
    const run = (script: string) =>
      execFileSync("bash", ["-euc", script], { cwd: folder, encoding: "utf8" });
    const [whole = "", whose = ""] = blocks;
    expect(run(whole)).toContain("Signature Verified Successfully");
    expect(run(whole).match(/: OK$/gmu)).toHaveLength(9);
    expect(run(whose)).toContain(fingerprint);
    expect(words).toContain(fingerprint);
    const line = run((blocks[2] ?? "").replace("NUMBER", String(seen.seq)));
    expect(line).toContain(seen.hash);
    expect(readdirSync(folder)).toHaveLength(11);
  });
});
