import type { Json } from "../../base/json.ts";
import { toIso, toIsoOrNull, type EpochMilliseconds } from "../../base/time.ts";
import { unreachable } from "../../base/unreachable.ts";
import type { Receipt } from "../../domain/attempt.ts";
import { couldBeHeard, type Readiness } from "../../domain/readiness.ts";
import type { Route, RouteTarget } from "../../domain/route.ts";
import type { RouteRecord } from "../../domain/route-record.ts";
import { ageOf, utcSeconds } from "../../domain/words/when.ts";
import { neutraliseLine } from "../../text/neutralise.ts";
import { renderFields } from "./fields.ts";
import type { Look } from "./look.ts";

/** A route with what is known of it. */
export interface RouteStanding {
  readonly route: Route;
  /** Null where nothing is known of it as it is configured now. */
  readonly record: RouteRecord | null;
  readonly readiness: Readiness;
  /** The monitors whose incidents it hears of at once. */
  readonly monitors: readonly string[];
}

/** One block for each route: how it stands, what the provider said last, what comes this way. */
export function renderRoutes(
  standings: readonly RouteStanding[],
  look: Look,
  now: EpochMilliseconds,
): string {
  return standings.map((standing) => renderRoute(standing, look, now)).join("\n");
}

function renderRoute(standing: RouteStanding, look: Look, now: EpochMilliseconds): string {
  const { route, record, readiness, monitors } = standing;
  const paint = look.colour[colourOf(readiness)];
  const head = `${look.colour.strong(neutraliseLine(route.name))}  ${paint(readiness.kind)}`;
  const receipt = record?.acceptedReceipt ?? null;
  const taken = record?.acceptedAt ?? null;
  const fields = renderFields(
    [
      ["so far", readinessWords(readiness, now)],
      ["to", targetWords(route.target) + (route.pager ? " (pager)" : "")],
      ["last receipt", receipt === null ? null : receiptWords(receipt, taken)],
      ["failures", record === null ? null : failureWords(record, now)],
      ["hears of", monitors.length === 0 ? "no monitor" : namesOf(monitors)],
    ],
    look,
  );
  return `${head}\n${fields}\n`;
}

function colourOf(readiness: Readiness): "good" | "bad" | "warn" {
  if (couldBeHeard(readiness)) return "good";
  return readiness.kind === "broken" ? "bad" : "warn";
}

function readinessWords(readiness: Readiness, now: EpochMilliseconds): string {
  switch (readiness.kind) {
    case "configured":
      return "nobody knows yet whether it takes a message";
    case "reachable":
      return `the other end answered ${ageOf(readiness.at, now)}; whether it takes a message, nobody knows`;
    case "accepted":
      return `it took a message ${ageOf(readiness.at, now)}; whether a person sees them, nobody knows`;
    case "proved":
      return `${readiness.by} answered through it ${ageOf(readiness.at, now)}`;
    case "stale":
      return `last heard of ${ageOf(readiness.at, now)}: too long ago to count`;
    case "broken":
      return `broken since ${utcSeconds(readiness.since)} UTC${readiness.reason === null ? "" : `: ${readiness.reason}`}`;
    default:
      return unreachable(readiness);
  }
}

export function receiptWords(receipt: Receipt, at: EpochMilliseconds | null): string {
  const status = receipt.status === null ? "" : `${receipt.status} `;
  const reference = receipt.reference === null ? "" : `, as ${receipt.reference}`;
  const when = at === null ? "" : ` (${utcSeconds(at)} UTC)`;
  return `${status}${receipt.text.trim()}${reference}${when}`;
}

function failureWords(record: RouteRecord, now: EpochMilliseconds): string | null {
  const { failuresInRow, failingSince, lastReason, closedUntil } = record;
  if (failuresInRow === 0) return null;
  const since = failingSince === null ? "" : ` since ${utcSeconds(failingSince)} UTC`;
  const reason = lastReason === null ? "" : `: ${lastReason}`;
  const next =
    closedUntil !== null && closedUntil > now ? `; next try ${ageOf(closedUntil, now)}` : "";
  return `${failuresInRow} in a row${since}${reason}${next}`;
}

/** Where a route leads, without anything secret. */
function targetWords(target: RouteTarget): string {
  switch (target.kind) {
    case "slack":
      return target.via.kind === "webhook" ? "a Slack webhook" : `Slack, ${target.via.channel}`;
    case "email":
      return `mail to ${target.to.join(", ")}`;
    case "webhook":
      return target.url.kind === "text" ? hostOf(target.url.text) : "a webhook";
    case "pagerduty":
      return "PagerDuty";
    case "ntfy":
      return `ntfy at ${hostOf(target.url)}`;
    case "discord":
      return "a Discord webhook";
    default:
      return unreachable(target);
  }
}

/** A path may be the secret. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? "a webhook";
}

const mostNamed = 8;

export function namesOf(names: readonly string[]): string {
  const more = names.length - mostNamed;
  const listed = names.slice(0, mostNamed).join(", ");
  return more > 0 ? `${listed} and ${more} more` : listed;
}

export function routeToJson({ route, record, readiness, monitors }: RouteStanding): Json {
  return {
    name: route.name,
    kind: route.target.kind,
    pager: route.pager,
    readiness: readiness.kind,
    couldBeHeard: couldBeHeard(readiness),
    reachedAt: toIsoOrNull(record?.reachedAt ?? null),
    acceptedAt: toIsoOrNull(record?.acceptedAt ?? null),
    lastReceipt: receiptToJson(record?.acceptedReceipt ?? null),
    provedAt: toIsoOrNull(record?.provedAt ?? null),
    provedBy: record?.provedBy ?? null,
    brokenSince: readiness.kind === "broken" ? toIso(readiness.since) : null,
    failuresInRow: record?.failuresInRow ?? 0,
    failingSince: toIsoOrNull(record?.failingSince ?? null),
    lastReason: record?.lastReason ?? null,
    closedUntil: toIsoOrNull(record?.closedUntil ?? null),
    monitors,
  };
}

export function receiptToJson(receipt: Receipt | null): Json {
  return receipt === null ? null : { ...receipt };
}
