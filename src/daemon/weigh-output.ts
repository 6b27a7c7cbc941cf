import { formatSize } from "../base/size.ts";
import type { EvidenceBody } from "../domain/evidence.ts";
import type { NumberRange, TextExpectation } from "../domain/probe.ts";
import { concludeFrom, doubt, fact, problem, type Finding } from "../domain/reading-finding.ts";
import { weighText } from "../domain/reading-text.ts";
import { weighedWords } from "../domain/reading.ts";
import type { CapturedStream, RunOutput } from "../domain/run.ts";
import { seeText, tooSlow } from "../probe/match.ts";

/** What a run wrote, as far as it is kept, against what is expected of it. */
export function weighOutput(
  step: string,
  expect: TextExpectation,
  output: RunOutput | null,
): EvidenceBody {
  if (output === null) return concluded(step, [doubt("nothing that it wrote is kept")]);
  const texts = [output.stdout, output.stderr].filter((stream) => stream.kind === "text");
  const text = texts.map(({ head, tail }) => `${head}${tail}`).join("\n");
  const isWhole = isAll(output.stdout) && isAll(output.stderr);
  if (texts.length === 0 || (texts.every(isEmpty) && !isWhole))
    return concluded(step, [doubt(whyNothing(output))]);
  const seen = seeText(expect, text, isWhole);
  if (seen === null) return concluded(step, [doubt(tooSlow)]);
  return concluded(step, weighText("the output", expect, seen));
}

/** How much a run wrote to stdout, which is counted also where its content is not kept. */
export function weighBytes(
  step: string,
  { min, max }: NumberRange,
  output: RunOutput | null,
): EvidenceBody {
  const bytes = output?.stdout.bytes ?? null;
  if (bytes === null) return concluded(step, [doubt("what it wrote to stdout was not counted")]);
  const size = formatSize(bytes);
  const findings =
    min !== null && bytes < min
      ? [problem(`${size} on stdout, at least ${formatSize(min)} is asked`)]
      : max !== null && bytes > max
        ? [problem(`${size} on stdout, at most ${formatSize(max)} is allowed`)]
        : [fact(`${size} on stdout`)];
  return { ...concluded(step, findings), values: { bytes } };
}

function concluded(step: string, findings: readonly Finding[]): EvidenceBody {
  const weighed = concludeFrom(findings);
  return {
    ...{ kind: "evidence", step, source: "verified", state: weighed.state },
    ...{ values: {}, files: [], receipt: null, note: weighedWords(weighed) || null },
  };
}

function isAll(stream: CapturedStream): boolean {
  return stream.kind === "text" ? !stream.truncated : stream.bytes === 0;
}

function isEmpty({ bytes }: CapturedStream): boolean {
  return bytes === 0;
}

function whyNothing({ stdout }: RunOutput): string {
  const reason = stdout.kind === "counted" ? stdout.reason : "empty";
  switch (reason) {
    case "terminal":
      return "it wrote to a terminal, of which nothing is kept";
    case "binary":
      return "what it wrote is binary, so only counted";
    case "file":
      return "its stdout went to a file of its own, so only counted";
    case "not-captured":
    case "empty":
      return "nothing that it wrote is kept";
  }
}
