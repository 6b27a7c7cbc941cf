import { readFileSync } from "node:fs";
import { Script } from "node:vm";

/** Node's own, of the file this is bundled into. */
declare const require: NodeJS.Require;

const folder = import.meta.dirname;

/**
 * Starts run.cjs with what V8 compiled of it in a whole run at build time: most of what `luota run` costs is
 * compiling. V8 refuses code of another Node or with other flags by itself, and then compiles as ever.
 * The build wrote the text as one function, in ASCII alone.
 */
const script = new Script(readFileSync(`${folder}/run.function`, "latin1"), {
  filename: `${folder}/run.cjs`,
  ...compiledCode(),
});
const run = script.runInThisContext() as (load: NodeJS.Require, place: string) => void;
run(require, folder);

function compiledCode(): { readonly cachedData?: Buffer } {
  try {
    return { cachedData: readFileSync(`${folder}/run.compiled`) };
  } catch {
    return {};
  }
}
