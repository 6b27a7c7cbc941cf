import type { Json, JsonObject } from "../base/json.ts";
import { toIso } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Message, Story } from "../domain/message.ts";
import { wellFormed } from "../domain/well-formed.ts";
import { byteLength, fitJson } from "./webhook-fit.ts";

/** The standard asks for less than 20 kB, so that no receiver needs to take more. */
const most = 19_900;

/** The body of Standard Webhooks: `{type, timestamp, data}`. */
export function standardBody(message: Message): string {
  const frame = { type: typeOf(message), timestamp: toIso(message.at) };
  const room = most - byteLength(JSON.stringify(frame)) - 16;
  return JSON.stringify({ ...frame, data: dataOf(message, room) });
}

/**
 * `incident.opened` and so on; several incidents in one message are an `incident.group`; beside them
 * `digest` and `route.test`.
 */
export function typeOf({ body }: Message): string {
  switch (body.kind) {
    case "incidents": {
      const [first, second] = body.stories;
      return first === undefined || second !== undefined ? "incident.group" : storyType(first);
    }
    case "digest":
      return "digest";
    case "test":
      return "route.test";
    default:
      return unreachable(body);
  }
}

/** What a message says, for programs, in at most so many bytes. */
export function dataOf(message: Message, room: number): Json {
  const { body, store, workspace, host, route, quiet, witness } = message;
  const about = {
    store,
    workspace,
    host,
    route,
    quiet,
    audit: wellFormed(witness as unknown as Json),
  };
  switch (body.kind) {
    case "incidents": {
      const [first, second] = body.stories;
      if (first !== undefined && second === undefined) {
        return fitJson({ ...about, ...storyData(first) }, room);
      }
      return groupData(body.stories, about, room);
    }
    case "digest":
      return fitJson(
        { ...about, ...plainJson({ title: body.title, sections: body.sections }) },
        room,
      );
    case "test": {
      const { text, proveUrl, code } = body;
      return fitJson({ ...about, ...plainJson({ text, proveUrl, code }) }, room);
    }
    default:
      return unreachable(body);
  }
}

function storyType({ kind }: Story): string {
  return `incident.${kind.replaceAll("-", "_")}`;
}

/** The incident as every list has it, and beside it what a person wants to read. */
function storyData(story: Story): JsonObject {
  const { key, badge, headline, facts, greenSignals, differences, output, runbook } = story;
  const { acknowledgeUrl, acknowledgeCommand, json } = story;
  const incident = typeof json === "object" && json !== null ? (json as JsonObject) : {};
  const told = { key, badge, headline, facts, greenSignals, differences, output, runbook };
  return plainJson({ ...incident, ...told, acknowledgeUrl, acknowledgeCommand });
}

/** As many incidents as there is room for; the others are counted. */
function groupData(stories: readonly Story[], about: JsonObject, room: number): Json {
  const count = stories.length;
  const each = Math.max(700, Math.floor((room - 1_000) / Math.max(1, count)) - 20);
  const incidents: Json[] = [];
  let left = room - 1_000;
  for (const story of stories) {
    const type = storyType(story);
    const full: Json = { type, ...storyData(story) };
    const fitted = fitJson(full, each);
    const entry =
      byteLength(JSON.stringify(fitted)) <= each ? fitted : { type, ...shortData(story) };
    left -= byteLength(JSON.stringify(entry)) + 1;
    if (left < 0) break;
    incidents.push(entry);
  }
  return { ...about, count, omitted: count - incidents.length, incidents };
}

function shortData({
  incident,
  key,
  monitor,
  severity,
  badge,
  drill,
  headline,
}: Story): JsonObject {
  return plainJson({
    id: `INC-${incident}`,
    key,
    monitor,
    severity,
    badge,
    drill,
    headline: headline.slice(0, 200),
  });
}

/** Plain data, which an interface can't say to the compiler. */
function plainJson(value: object): JsonObject {
  return wellFormed(value as unknown as Json) as JsonObject;
}
