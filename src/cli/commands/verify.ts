import { resolve } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import { unreachable } from "../../base/unreachable.ts";
import { fail, ok, type Result } from "../../base/result.ts";
import { openBundle, type OpenFailure, type Opened } from "../../record/bundle-open.ts";
import { verifyBundle } from "../../record/verify-bundle.ts";
import { concluded, type Check } from "../../record/verify-check.ts";
import { verifyEnvelope } from "../../record/verify-envelope.ts";
import type { AskedKey } from "../../record/verify-key.ts";
import { checkWitness, type WitnessPaper } from "../../record/verify-witness.ts";
import { describeFault, describeOpenFailure } from "../complain/verify.ts";
import { quotePath } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import type { VerifyOptions } from "../options.ts";
import { jsonText } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderChecks, verifiedToJson } from "../view/verify.ts";
import { readAskedKey } from "./asked-key.ts";
import { readPaper } from "./read-paper.ts";

/** `luota verify FILE|DIR|BUNDLE`: without a store, and without a network. */
export async function verify(word: string, options: VerifyOptions, io: Io): Promise<number> {
  const path = resolve(io.cwd, word);
  const asked = readAskedKey(options.key, io.cwd);
  if (!asked.ok) return refuse(asked.failure, exitCode.usage, io);
  const papers: (WitnessPaper & { readonly from: string })[] = [];
  for (const from of options.witness ?? []) {
    const paper = readPaper(resolve(io.cwd, from));
    if (!paper.ok) return refuse(paper.failure, exitCode.noInput, io);
    papers.push({ ...paper.value, from });
  }
  const opened = await openBundle(path);
  if (!opened.ok)
    return refuse(describeOpenFailure(opened.failure, path), codeOf(opened.failure), io);
  const checks = checksOf(opened.value, asked.value, papers);
  if (!checks.ok) return refuse(checks.failure, exitCode.usage, io);
  return tell(checks.value, path, options, io);
}

function checksOf(
  opened: Opened,
  asked: AskedKey,
  papers: readonly (WitnessPaper & { readonly from: string })[],
): Result<readonly Check[], string> {
  if (opened.kind === "envelope") {
    if (papers.length > 0)
      return fail("--witness: a record alone holds nothing of the chain; name the whole bundle");
    if (asked !== null && !("pem" in asked))
      return fail("--key: a record alone brings no key; name the file with the public key");
    return ok(verifyEnvelope(opened.text, asked));
  }
  const { files } = opened;
  const { checks, links, store } = verifyBundle(files, asked);
  const witnessed = papers.flatMap((paper) => checkWitness(links, store, paper, paper.from));
  if (opened.form === "folder") return ok([...checks, ...witnessed]);
  const kind = opened.isOurs ? "packed" : "repacked";
  const packed = concluded("archive", { kind, files: files.size });
  return ok([packed, ...checks, ...witnessed]);
}

/** 0 only where nothing is wrong and everything that was asked for could be looked at. */
function tell(checks: readonly Check[], path: string, options: VerifyOptions, io: Io): number {
  const faults = checks.flatMap((check) => (check.state === "wrong" ? [check.fault] : []));
  const first = faults.at(0) ?? null;
  const isOpen = checks.some(
    (check) => check.state === "unchecked" && check.why.kind !== "key-not-asked",
  );
  const holds = first === null && !isOpen;
  io.terminal.out(
    options.json === true
      ? jsonText(verifiedToJson(checks, { path, holds }))
      : renderChecks(checks, lookOf(io.terminal)),
  );
  if (first !== null)
    io.terminal.err(`luota: ${quotePath(path)} does not hold: ${describeFault(first)}`);
  else if (isOpen)
    io.terminal.err(
      `luota: not everything that was asked for could be checked in ${quotePath(path)}`,
    );
  return holds ? exitCode.done : exitCode.broken;
}

function codeOf(failure: OpenFailure): number {
  switch (failure.kind) {
    case "damaged":
    case "bomb":
    case "hostile":
      return exitCode.broken;
    case "unreadable":
    case "too-large":
    case "no-file":
    case "unknown-form":
      return exitCode.noInput;
    default:
      return unreachable(failure);
  }
}

function refuse(words: string, code: number, io: Io): number {
  io.terminal.err(`luota: ${words}`);
  return code;
}
