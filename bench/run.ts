/**
 * What `luota run` costs, beside the yardsticks of the design, in one run:
 * bare `node -e 0` of the same Node, chronic, plain execution, cat. Run it on a quiet machine:
 * `node bench/run.ts` after `npm run build`.
 */
import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compare, luota, node, print, ratio, scratch } from "./measure.ts";

await wholeProcess();
await peakMemory();
await throughput();
await manyAtOnce();

async function wholeProcess(): Promise<void> {
  using place = scratch();
  const chronic = "/usr/bin/chronic";
  const commands = {
    "node -e 0": [node, "-e", "0"],
    true: ["/bin/true"],
    "luota run x -- true": [luota, "run", "x", "--", "true"],
    ...(existsSync(chronic) ? { "chronic true": [chronic, "true"] } : {}),
  };
  const times = await compare(commands, 40, place.env);
  const yardstick = times.get("node -e 0") ?? { least: 1, median: 1 };
  print("\nwhole process (budget 1.9x of node -e 0, aim 1.6x)");
  for (const [name, { least, median }] of times) {
    print(
      `  ${name.padEnd(20)} least ${least.toFixed(1)} ms ${ratio(least, yardstick.least)}, median ${median.toFixed(1)} ms ${ratio(median, yardstick.median)}`,
    );
  }
}

async function peakMemory(): Promise<void> {
  using place = scratch();
  const bare = await peakKib(place, [node, "-e", "0"]);
  const wrapped = await peakKib(place, [luota, "run", "x", "--", "true"]);
  const big = await peakKib(place, [
    luota,
    "run",
    "x",
    "--",
    "head",
    "-c",
    String(2 ** 30),
    "/dev/zero",
  ]);
  print("\npeak resident memory (budget 1.3x; a job that prints 1 GiB: +32 MiB)");
  print(`  node -e 0            ${String(bare)} KiB`);
  print(`  luota run x -- true  ${String(wrapped)} KiB ${ratio(wrapped, bare)}`);
  print(`  the same with 1 GiB  ${String(big)} KiB, +${((big - wrapped) / 1024).toFixed(1)} MiB`);
}

/** Of the largest process of the command, from GNU time or from the shell's own children. */
async function peakKib(
  place: { folder: string; env: Record<string, string> },
  words: readonly string[],
): Promise<number> {
  const script = join(place.folder, "peak.py");
  writeFileSync(
    script,
    "import os,resource,subprocess,sys\nsubprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\nprint(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n",
  );
  return Number(await outputOf(["python3", script, ...words], place.env));
}

/** The same job, carried on by cat and by luota in cat's place. */
async function throughput(): Promise<void> {
  using place = scratch();
  const job = "yes | head -c 1073741824";
  const times = await compare(
    {
      cat: ["/bin/sh", "-c", `${job} | cat | cat >/dev/null`],
      luota: ["/bin/sh", "-c", `'${luota}' run x --shell '${job}' | cat >/dev/null`],
    },
    7,
    place.env,
  );
  const cat = times.get("cat")?.least ?? 1;
  const through = times.get("luota")?.least ?? 1;
  print("\n1 GiB through a pipe (budget: 0.8x of the throughput of cat in the same place)");
  print(`  cat    ${cat.toFixed(0)} ms`);
  print(`  luota  ${through.toFixed(0)} ms, throughput ${ratio(cat, through)}`);
}

async function manyAtOnce(): Promise<void> {
  using place = scratch();
  await slowestOf([luota, "run", "first", "--", "true"], 1, place.env);
  const bare = await slowestOf([node, "-e", "0"], 200, place.env);
  const wrapped = await slowestOf([luota, "run", "many", "--", "true"], 200, place.env);
  const kept = JSON.parse(
    await outputOf([luota, "runs", "many", "--limit", "1000", "--json"], place.env),
  ) as unknown[];
  print("\n200 at once (budget: slowest 2x of the slowest bare node, nothing lost)");
  print(`  node -e 0            slowest ${bare.toFixed(0)} ms`);
  print(
    `  luota run x -- true  slowest ${wrapped.toFixed(0)} ms ${ratio(wrapped, bare)}, ${String(kept.length)} of 200 recorded`,
  );
}

async function slowestOf(
  words: readonly string[],
  count: number,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const [program = "", ...rest] = words;
  const times = Array.from({ length: count }, async () => {
    const begin = process.hrtime.bigint();
    await new Promise<void>((resolve, reject) => {
      const child = spawn(program, rest, { stdio: "ignore", env: { ...process.env, ...env } });
      child.once("error", reject);
      child.once("exit", () => {
        resolve();
      });
    });
    return Number(process.hrtime.bigint() - begin) / 1e6;
  });
  return Math.max(...(await Promise.all(times)));
}

async function outputOf(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const [program = "", ...rest] = words;
  const child = spawn(program, rest, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  return Buffer.concat(chunks).toString("utf8").trim();
}
