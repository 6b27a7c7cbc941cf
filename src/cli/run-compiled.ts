import { readFileSync } from "node:fs";
import { Script } from "node:vm";

/** Node's own, of the file this is bundled into. */
declare const require: NodeJS.Require;

const folder = import.meta.dirname;

/**
 * Starts run.cjs with what V8 compiled of it in a whole run at build time: most of what `luota run` costs is
 * compiling. V8 refuses code of another Node or with other flags by itself, and then compiles as ever.
 * The build wrote the text as one function, in ASCII alone; without it the bundle itself is loaded.
 */
const text = contentOf("run.function");
if (text === null) require(`${folder}/run.cjs`);
else startFunction(text.toString("latin1"), contentOf("run.compiled"));

function startFunction(code: string, compiled: Buffer | null): void {
  const script = new Script(code, {
    filename: `${folder}/run.cjs`,
    ...(compiled === null ? {} : { cachedData: compiled }),
  });
  const run = script.runInThisContext() as (load: NodeJS.Require, place: string) => void;
  run(require, folder);
}

function contentOf(name: string): Buffer | null {
  try {
    return readFileSync(`${folder}/${name}`);
  } catch {
    return null;
  }
}
