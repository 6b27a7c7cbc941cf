// Builds dist: every module through tsc, then the run path as one small file, since each module costs start-up time.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
// A build lands beside dist and is swapped in by rename, so that a job wrapped meanwhile never meets half a program.
const next = mkdtempSync(`${root}.dist-next-`);

try {
  execFileSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, "-p", "tsconfig.build.json", "--outDir", next],
    { cwd: root, stdio: "inherit" },
  );
  await build({
    entryPoints: { run: `${root}src/cli/run.ts`, "run-compiled": `${root}src/cli/run-compiled.ts` },
    outdir: next,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    define: { "import.meta.dirname": "__dirname" },
    legalComments: "eof",
    // Less to read at each start, and less memory for it.
    minify: true,
    logLevel: "warning",
  });
  compileRun(next);
  chmodSync(next, 0o755);
  swapIn(next);
} finally {
  rmSync(next, { recursive: true, force: true });
}

linkBin();
warmUp();

function swapIn(built) {
  const dist = `${root}dist`;
  const old = `${built}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(built, dist);
  rmSync(old, { recursive: true, force: true });
}

/** With the flags of bin/luota: V8 takes compiled code only where they are the same. */
function compileRun(built) {
  const folder = mkdtempSync(join(tmpdir(), "luota-build-"));
  const env = { PATH: process.env.PATH, HOME: folder, LUOTA_STORE: join(folder, "luota.db") };
  try {
    const flags = /^node_flags="(.+)"$/mu.exec(readFileSync(`${root}bin/luota`, "utf8"))?.[1] ?? "";
    const words = [...flags.split(" "), `${root}scripts/compile-run.cjs`, built];
    execFileSync(process.execPath, words, { env, stdio: ["ignore", "pipe", "inherit"] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `npx luota` in the checkout itself looks in node_modules/.bin, where npm links dependencies but not the package. */
function linkBin() {
  const bin = `${root}node_modules/.bin`;
  mkdirSync(bin, { recursive: true });
  rmSync(`${bin}/luota`, { force: true });
  symlinkSync("../../bin/luota", `${bin}/luota`);
}

/**
 * One run and one reading, so that the launcher has chosen its Node and V8 has compiled what every start
 * needs. Node keeps compiled code by user: this serves whoever built, and others where they may write it.
 */
function warmUp() {
  const folder = mkdtempSync(join(tmpdir(), "luota-build-"));
  const env = { PATH: process.env.PATH, HOME: folder, LUOTA_STORE: join(folder, "luota.db") };
  try {
    execFileSync(`${root}bin/luota`, ["run", "warm-up", "--", "true"], { env });
    execFileSync(`${root}bin/luota`, ["status"], { env });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
