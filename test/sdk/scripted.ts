import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChildProcess } from "node:child_process";
import type { Outcome } from "../rig/outcome-of.ts";
import { root, type Rig, type RunOptions } from "../rig/rig.ts";

const heading = `import { Luota } from ${JSON.stringify(join(root, "src", "sdk", "index.ts"))};
const say = (value: unknown) => console.log(JSON.stringify(value));
`;

/** Writes a program that has \`Luota\` and \`say\`; gives the words that run it. */
function program(rig: Rig, name: string, body: string): readonly string[] {
  const file = join(rig.work, `${name}.mts`);
  writeFileSync(file, heading + body);
  return [file];
}

export function startProgram(rig: Rig, name: string, body: string): ChildProcess {
  return rig.start(process.execPath, program(rig, name, body));
}

/** Runs it to its end. */
export async function runProgram(
  rig: Rig,
  name: string,
  body: string,
  options: RunOptions = {},
): Promise<Outcome> {
  return await rig.run(process.execPath, program(rig, name, body), options);
}

/** What a program said, line by line. */
export function said({ stdout }: Outcome): unknown[] {
  const lines = stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as unknown);
}
