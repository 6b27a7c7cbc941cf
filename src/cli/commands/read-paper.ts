import { fail, ok, type Result } from "../../base/result.ts";
import { readWhole } from "../../record/bundle-open.ts";
import { readWitness, type WitnessPaper } from "../../record/verify-witness.ts";
import { describeOpenFailure } from "../complain/verify.ts";
import { quotePath } from "../complain/quote.ts";

/** A mail or a message is smaller. */
const mostBytes = 16 * 1024 * 1024;

/** `--witness`: an alert as somebody kept it. */
export function readPaper(path: string): Result<WitnessPaper, string> {
  const read = readWhole(path, mostBytes, { follow: true });
  if (!read.ok) return fail(`--witness: ${describeOpenFailure(read.failure, path)}`);
  const paper = readWitness(read.value.toString("utf8"));
  if (paper.words.length > 0) return ok(paper);
  return fail(
    `--witness: ${quotePath(path)} names no event: give a mail with its headers, the body of a webhook, or a message from Slack`,
  );
}
