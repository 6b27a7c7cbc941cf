import { exitCode } from "../base/exit-code.ts";

try {
  const { obey } = await import("./obey.ts");
  process.exitCode = await obey(process.argv.slice(2));
} catch (error) {
  if (!isIncomplete(error)) throw error;
  const what = error.message.split("\n")[0] ?? "";
  process.stderr.write(`luota: a part of it is missing (${what}): run npm ci in its folder\n`);
  process.exitCode = exitCode.bug;
}

/** A package or file of ours that is not where it was installed. */
function isIncomplete(error: unknown): error is Error {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}
