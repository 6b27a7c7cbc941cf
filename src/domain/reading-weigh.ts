import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { CommandProbe, Probe } from "./probe.ts";
import { concludeFrom, doubt, fact, problem, type Finding } from "./reading-finding.ts";
import type { Reading, Seen, Weighed } from "./reading.ts";
import { weighAnswer } from "./reading-answer.ts";
import { weighValue } from "./reading-compare.ts";
import { weighFile, weighNoFile } from "./reading-file.ts";
import { weighText } from "./reading-text.ts";

/** What a reading is weighed by beside its probe. */
export interface WeighContext {
  /** When the run began that it is looked at for; null: for none. */
  readonly runStartedAt: EpochMilliseconds | null;
}

/** Whether what was seen is as asked. What could not be looked at is unknown, never bad. */
export function weigh(
  probe: Probe<unknown>,
  { at, tookMs, seen }: Reading,
  context: WeighContext = { runStartedAt: null },
): Weighed {
  switch (seen.kind) {
    case "file": {
      const { expect } = only("file", probe);
      return concludeFrom(weighFile(expect, seen, at, context.runStartedAt));
    }
    case "no-file":
      return concludeFrom(weighNoFile(only("file", probe).expect, seen));
    case "command":
      return concludeFrom(weighCommand(only("command", probe).expect, seen, at));
    case "answer":
      return concludeFrom(weighAnswer(only("http", probe).expect, seen, { at, tookMs }));
    case "no-answer":
      return concludeFrom([problem(seen.reason)]);
    case "query": {
      const { value } = only("sql", probe).expect;
      if (seen.rows === 0) return concludeFrom([problem("the query answers no row")]);
      return concludeFrom(weighValue("the value", seen.value, value, seen.matched, at));
    }
    case "unknown":
      return concludeFrom([doubt(seen.reason)]);
    default:
      return unreachable(seen);
  }
}

type Of<Kind> = Extract<Probe<unknown>, { readonly kind: Kind }>;

function only<Kind extends Probe["kind"]>(kind: Kind, probe: Probe<unknown>): Of<Kind> {
  if (probe.kind !== kind) throw new Error(`a probe of ${probe.kind} reads no ${kind}`);
  return probe as Of<Kind>;
}

function weighCommand(
  { exitCodes, output, value }: CommandProbe["expect"],
  seen: Extract<Seen, { kind: "command" }>,
  at: EpochMilliseconds,
): readonly Finding[] {
  const code = `exit code ${seen.exitCode}`;
  const said = seen.excerpt === "" ? "" : ` (${lastLine(seen.excerpt)})`;
  if (!exitCodes.includes(seen.exitCode)) return [problem(`${code}${said}`)];
  const texts = weighText("its output", output, seen.output);
  if (value === null) return [fact(code), ...texts];
  const values =
    seen.value === null
      ? [doubt(`it printed no single value to compare${said}`)]
      : weighValue("its value", seen.value, value, seen.valueMatched, at);
  return [fact(code), ...texts, ...values];
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim().slice(0, 160) ?? "";
}
