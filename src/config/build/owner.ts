import { defaultRemindMs } from "../../domain/default-monitor.ts";
import type { Owner } from "../../domain/owner.ts";
import type { Complain } from "../entry.ts";
import type { RawOwner } from "../shape/owner.ts";
import { listOf } from "../shape/section.ts";
import { checkKnown, checkTwice } from "./check-names.ts";

export function buildOwner(name: string, raw: RawOwner): Owner {
  return {
    name,
    title: raw.name ?? name,
    routes: listOf(raw.routes),
    remindMs: raw.remind === undefined ? defaultRemindMs : raw.remind,
    escalate: listOf(raw.escalate)
      .map((step) => ({ afterMs: step.after, routes: listOf(step.routes) }))
      .sort((left, right) => left.afterMs - right.afterMs),
  };
}

/** Complains of routes that nobody described, or that are named twice in one place. */
export function checkOwner(raw: RawOwner, routes: ReadonlySet<string>, complain: Complain): void {
  checkKnown("route", raw.routes, routes, ["routes"], complain);
  checkTwice("route", raw.routes, ["routes"], complain);
  for (const [index, step] of listOf(raw.escalate).entries()) {
    const path = ["escalate", ...(Array.isArray(raw.escalate) ? [index] : []), "routes"];
    checkKnown("route", step.routes, routes, path, complain);
    checkTwice("route", step.routes, path, complain);
  }
}
