import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rig } from "../rig/rig.ts";

const identity = [
  "-c",
  "user.name=A",
  "-c",
  "user.email=a@example.com",
  "-c",
  "init.defaultBranch=main",
];

async function git(rig: Rig, ...words: string[]): Promise<string> {
  const outcome = await rig.run("git", [...identity, ...words]);
  if (outcome.code !== 0) throw new Error(`git ${words.join(" ")}: ${outcome.stderr}`);
  return outcome.stdout.trim();
}

async function commit(rig: Rig): Promise<string> {
  await git(rig, "init", "-q", ".");
  await git(rig, "commit", "-q", "--allow-empty", "-m", "first");
  return await git(rig, "rev-parse", "HEAD");
}

async function shaIn(rig: Rig, cwd = rig.work, env: Record<string, string> = {}) {
  await rig.luota(["run", "job", "--", "true"], { cwd, env });
  return (await rig.lastRun("job")).sha;
}

describe("the deployed commit", () => {
  test("is the branch's of the checkout around, without starting git", async () => {
    using rig = new Rig();
    const sha = await commit(rig);
    mkdirSync(rig.path("work", "a", "b"), { recursive: true });
    const withoutGit = { PATH: "/nonexistent" };
    expect(await shaIn(rig, rig.path("work", "a", "b"), withoutGit)).toBe(sha);
  });

  test("is found in packed refs", async () => {
    using rig = new Rig();
    const sha = await commit(rig);
    await git(rig, "pack-refs", "--all");
    expect(await shaIn(rig)).toBe(sha);
  });

  test("is the detached head's", async () => {
    using rig = new Rig();
    const sha = await commit(rig);
    await git(rig, "checkout", "-q", "--detach");
    await git(rig, "commit", "-q", "--allow-empty", "-m", "second");
    const second = await git(rig, "rev-parse", "HEAD");
    expect(second).not.toBe(sha);
    expect(await shaIn(rig)).toBe(second);
  });

  test("is a linked worktree's own", async () => {
    using rig = new Rig();
    const sha = await commit(rig);
    await git(rig, "worktree", "add", "-q", "-b", "other", rig.path("tree"));
    await git(rig, "-C", rig.path("tree"), "commit", "-q", "--allow-empty", "-m", "second");
    const other = await git(rig, "-C", rig.path("tree"), "rev-parse", "HEAD");
    expect(await shaIn(rig, rig.path("tree"))).toBe(other);
    expect(await shaIn(rig)).toBe(sha);
  });

  test("is nobody's before the first commit, in a broken .git, and without one", async () => {
    using rig = new Rig();
    expect(await shaIn(rig)).toBeNull();
    await git(rig, "init", "-q", ".");
    expect(await shaIn(rig)).toBeNull();
    mkdirSync(rig.path("broken"));
    writeFileSync(rig.path("broken", ".git"), "gitdir: /nonexistent\n");
    expect(await shaIn(rig, rig.path("broken"))).toBeNull();
  });

  test.each([
    [
      "LUOTA_SHA before all others",
      { LUOTA_SHA: "a1", GITHUB_SHA: "b2", CI_COMMIT_SHA: "c3" },
      "a1",
    ],
    ["GITHUB_SHA", { GITHUB_SHA: "b2", CI_COMMIT_SHA: "c3" }, "b2"],
    ["CI_COMMIT_SHA", { LUOTA_SHA: "", CI_COMMIT_SHA: "c3" }, "c3"],
  ])("comes from the environment: %s", async (_, env, sha) => {
    using rig = new Rig();
    await commit(rig);
    expect(await shaIn(rig, rig.work, env)).toBe(sha);
  });
});
