import type { Json, JsonObject } from "../base/json.ts";
import { toIso } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Message, Story } from "../domain/message.ts";
import type { Severity } from "../domain/monitor.ts";
import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";
import {
  detailsOf,
  fitDetails,
  longestKey,
  payloadOf,
  shortSummary,
  shortWord,
  sourceOf,
} from "./pagerduty-payload.ts";
import { cutTo } from "./webhook-fit.ts";
import { storyTitle, webLink } from "./webhook-text.ts";

/** One event of the Events API v2, without the routing key. */
export interface PagerdutyEvent {
  /** Names it among the events of a message. */
  readonly name: string;
  /** A change event is shown and pages nobody. */
  readonly kind: "alert" | "change";
  readonly body: JsonObject;
}

/**
 * The events of a message. Each incident is one of PagerDuty's own, kept together by its key, which
 * later events repeat: so a reminder or another occurrence is added to it and opens no second one.
 */
export function pagerdutyEvents(message: Message): readonly PagerdutyEvent[] {
  const { body } = message;
  switch (body.kind) {
    case "incidents":
      return body.stories.map((story) => storyEvent(story, message));
    case "digest": {
      const summary = neutraliseLine(body.title);
      return [changeEvent(summary, { sections: body.sections as unknown as Json }, message)];
    }
    case "test":
      return testEvents(body, message);
    default:
      return unreachable(body);
  }
}

function storyEvent(story: Story, message: Message): PagerdutyEvent {
  const { key } = story;
  const action = actionOf(story);
  const event = { event_action: action, dedup_key: cutTo(key, longestKey) };
  if (action !== "trigger") return { name: key, kind: "alert", body: event };
  const drill = story.drill && !story.badge.includes("DRILL") ? "DRILL " : "";
  const payload = payloadOf(
    `${drill}${storyTitle(story)}: ${neutraliseLine(story.headline)}`,
    story.drill ? "info" : severities[story.severity],
    message,
  );
  const body = {
    ...event,
    payload: {
      ...payload,
      timestamp: toIso(story.happenedAt),
      component: shortWord(story.monitor),
      class: shortWord(story.badge),
      custom_details: detailsOf(story, message),
    },
    client: "luota",
    ...linksOf(story),
  };
  return { name: key, kind: "alert", body };
}

/** What healed before anybody was told wakes nobody; if it was told after all, it ends. */
function actionOf({ kind }: Story): "trigger" | "acknowledge" | "resolve" {
  switch (kind) {
    case "opened":
    case "cause-added":
    case "occurrence":
    case "reopened":
    case "flapping":
    case "reminder":
    case "escalated":
      return "trigger";
    case "acknowledged":
      return "acknowledge";
    case "resolved":
    case "healed":
      return "resolve";
    default:
      return unreachable(kind);
  }
}

const severities: Readonly<Record<Severity, string>> = {
  1: "critical",
  2: "error",
  3: "warning",
  4: "info",
};

function linksOf({ acknowledgeUrl, runbook }: Story): JsonObject {
  const links = [
    { href: webLink(runbook), text: "Runbook" },
    { href: webLink(acknowledgeUrl), text: "Acknowledge in luota" },
  ].filter(({ href }) => href !== null);
  return links.length === 0 ? {} : { links };
}

function changeEvent(summary: string, details: JsonObject, message: Message): PagerdutyEvent {
  const payload = {
    summary: shortSummary(summary),
    source: sourceOf(message),
    timestamp: toIso(message.at),
    custom_details: fitDetails(details),
  };
  return { name: "change", kind: "change", body: { payload } };
}

/** A mere test ends at once; one that a person has to answer stays until they did. */
function testEvents(
  { text, proveUrl, code }: Extract<Message["body"], { kind: "test" }>,
  message: Message,
): readonly PagerdutyEvent[] {
  const dedup = { dedup_key: cutTo(`${message.store}/test/${message.id}`, longestKey) };
  const asks = code === null ? "" : ` (code ${neutraliseLine(code)})`;
  const payload = payloadOf(`Test: ${neutraliseLine(text)}${asks}`, "info", message);
  const href = webLink(proveUrl);
  const links = href === null ? {} : { links: [{ href, text: "I saw it" }] };
  const details = { custom_details: { text: cutTo(neutraliseLines(text), 4_000), code } };
  const trigger: JsonObject = {
    ...{ event_action: "trigger", ...dedup, client: "luota", ...links },
    payload: { ...payload, class: "test", ...details },
  };
  const begun: PagerdutyEvent = { name: "trigger", kind: "alert", body: trigger };
  if (code !== null || proveUrl !== null) return [begun];
  const ended = { event_action: "resolve", ...dedup };
  return [begun, { name: "resolve", kind: "alert", body: ended }];
}
