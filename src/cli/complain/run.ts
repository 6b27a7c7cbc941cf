import { unreachable } from "../../base/unreachable.ts";
import { parseMonitorName, type NameFailure } from "../../domain/monitor-name.ts";
import { nearestName } from "../../domain/nearest-name.ts";
import type { RunComplaint } from "../run-request.ts";
import { runOptions } from "../run-words.ts";
import { quote } from "./quote.ts";

const usage = "luota run NAME [options] [--] COMMAND…  (luota run --help)";

/** One line: what was read, what is allowed, what to do next. */
export function describeRunComplaint(complaint: RunComplaint): string {
  switch (complaint.kind) {
    case "no-name":
      return `no monitor name: ${usage}`;
    case "no-command":
      return `no command to run: luota run ${nameOf(complaint.monitor)} -- COMMAND…`;
    case "unknown-option":
      return `unknown option ${quote(complaint.option)}${meant(complaint.option)} (luota run --help)`;
    case "missing-value":
      return `${complaint.option} needs a value (luota run --help)`;
    case "unwanted-value":
      return `${complaint.option} takes no value`;
    case "bad-value":
      return `${complaint.option}: ${quote(complaint.value)} is not ${complaint.allowed}`;
    case "payload-not-json":
      return `--payload is not JSON, so it is recorded as text (JSON, or @FILE with JSON in it)`;
    case "shell-and-command":
      return `--shell already names the command, so ${quote(complaint.word)} is one too many: put all of it into --shell '…'`;
    case "bad-name":
      return describeNameFailure(complaint);
    default:
      return unreachable(complaint);
  }
}

/** The same where the command is certain and runs all the same: what became of what was asked. */
export function describeRunWarning(complaint: RunComplaint): string {
  const line = describeRunComplaint(complaint);
  if (complaint.kind === "payload-not-json") return line;
  const isNameless = complaint.kind === "no-name" || complaint.kind === "bad-name";
  return `${line}; ${isNameless ? "the command runs unrecorded" : "left out, and the command runs"}`;
}

export function describeNameFailure(failure: NameFailure): string {
  const allowed = "a name has letters, digits and . _ - / only, at most 128, such as billing-sync";
  switch (failure.reason) {
    case "empty":
      return `the monitor name is empty: ${allowed}`;
    case "too-long":
      return `the monitor name has ${failure.name.length} characters: ${allowed}`;
    case "bad-character":
    case "no-letter":
    case "looks-like-an-option":
      return `${quote(failure.name)} is no monitor name: ${allowed}`;
    case "looks-like-an-incident":
      return `${quote(failure.name)} looks like an incident, so it can't name a monitor: ${allowed}`;
    default:
      return unreachable(failure.reason);
  }
}

/** As it was typed where that is a name; anything else may hold what a terminal obeys. */
function nameOf(word: string): string {
  return parseMonitorName(word).ok ? word : quote(word);
}

function meant(option: string): string {
  const near = nearestName(option, runOptions);
  return near === null ? "" : ` (did you mean ${near}?)`;
}
