import { unreachable } from "../../base/unreachable.ts";
import type { NoTemplate } from "../commands/rerun-template.ts";
import { shortId } from "../../domain/words/short-id.ts";
import { quote } from "./quote.ts";

/** Why a job is not run again, and what to do instead. */
export function describeNoTemplate(name: string, failure: NoTemplate): string {
  const byHand = "run it by hand, then luota resolve";
  switch (failure.kind) {
    case "drill":
      return `${name} is a drill: nothing broke, so there is nothing to run again`;
    case "no-run":
      return `no run of its monitor is recorded, so its command is not known: ${byHand} ${name}`;
    case "not-wrapped":
      return `run ${shortId(failure.run)} told of itself, so luota does not know its command: ${byHand} ${name}`;
    case "redacted":
      return `the command of run ${shortId(failure.run)} held a secret, which is not kept: luota show ${shortId(failure.run)}, then ${byHand} ${name}`;
    case "other-host":
      return `it runs on ${quote(failure.host)}: run luota rerun ${name} there`;
    case "other-user":
      return `it runs as ${quote(failure.user)}: sudo -u ${failure.user} luota rerun ${name}`;
    case "no-plan":
      return `it can't be started: ${failure.reason}`;
    default:
      return unreachable(failure);
  }
}
