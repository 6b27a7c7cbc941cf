import type { Json } from "../../base/json.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { AuditVerdict } from "../../store/audit-verify.ts";

/** What the walk along the chain found, in one line. */
export function describeAuditVerdict(verdict: AuditVerdict): string {
  if (verdict.kind === "intact") {
    const { events, gone, elsewhere, head } = verdict;
    const lines = [
      `The chain holds: ${events} events, and every run and incident they tell of is as it was.`,
      ...(gone === undefined
        ? []
        : [
            `${gone} more were kept long enough and are gone; later events vouch for where they were.`,
          ]),
      ...(elsewhere === undefined
        ? []
        : [`${elsewhere} numbers were left out when a backup was restored, which an event says.`]),
      `head  ${head.seq}  ${head.hash}`,
    ];
    return lines.join("\n");
  }
  const where = verdict.seq === null ? "the chain is broken" : `broken at event ${verdict.seq}`;
  return `${where}: ${describeFault(verdict.fault)}`;
}

export function auditVerdictToJson(verdict: AuditVerdict): Json {
  return verdict.kind === "intact"
    ? {
        intact: true,
        events: verdict.events,
        gone: verdict.gone ?? 0,
        elsewhere: verdict.elsewhere ?? 0,
        head: { ...verdict.head },
      }
    : { intact: false, seq: verdict.seq, fault: { ...verdict.fault } };
}

function describeFault(fault: Extract<AuditVerdict, { kind: "broken" }>["fault"]): string {
  switch (fault.kind) {
    case "hash-mismatch":
      return "it was changed after it was written";
    case "broken-link":
      return "it does not name the event before it";
    case "gap":
      return `event ${fault.expected} is missing before it`;
    case "unreadable":
      return "it can't be read";
    case "run-missing":
      return `run ${fault.run}, of which it tells, is gone`;
    case "run-changed":
      return `run ${fault.run} is not as it was when it ended`;
    case "output-changed":
      return `the ${fault.stream} of run ${fault.run} is not as it was when it ended`;
    case "lost-note-changed":
      return `what was noted when run ${fault.run} was found lost has changed`;
    case "untold-end":
      return `run ${fault.run} has an end that no event tells of`;
    case "untold-loss":
      return `run ${fault.run} was noted as lost, and no event tells of it`;
    case "incident-missing":
      return `INC-${fault.incident}, of which it tells, is gone`;
    case "incident-changed":
      return `INC-${fault.incident} is not as it was written`;
    case "untold-change":
      return `INC-${fault.incident} has a change that no event tells of`;
    case "attempt-missing":
      return `attempt ${fault.attempt} to deliver, of which it tells, is gone`;
    case "attempt-changed":
      return `attempt ${fault.attempt} to deliver did not end as it tells`;
    case "receipt-changed":
      return `the receipt of attempt ${fault.attempt} is not the one that came`;
    case "untold-delivery":
      return `attempt ${fault.attempt} counts as delivered, and no event tells of it`;
    case "witness-beyond":
      return `its end was cut off: the message of attempt ${fault.attempt} named event ${fault.seen}`;
    case "witness-differs":
      return `it was written anew: the message of attempt ${fault.attempt} named another event ${fault.seen}`;
    case "export-beyond":
      return `its end was cut off: event ${fault.seen} told of an export`;
    default:
      return unreachable(fault);
  }
}
