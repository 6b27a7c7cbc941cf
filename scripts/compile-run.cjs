// Runs `luota run` once from FOLDER and keeps what V8 compiled meanwhile; src/cli/run-compiled.ts starts with it.
const { readFileSync, writeFileSync } = require("node:fs");
const { Script } = require("node:vm");

const folder = process.argv[2];
const code = readFileSync(`${folder}/run.cjs`, "utf8");
if (Buffer.byteLength(code) !== code.length) throw new Error("run.cjs is not ASCII alone");
const text = `(function (require, __dirname) {${code}\n})`;
writeFileSync(`${folder}/run.function`, text);

const script = new Script(text, { filename: `${folder}/run.cjs` });
process.on("exit", () => {
  writeFileSync(`${folder}/run.compiled`, script.createCachedData());
});
process.argv = [process.argv[0], `${folder}/run.cjs`, "warm-up", "--", "echo", "compiled"];
script.runInThisContext()(require, folder);
