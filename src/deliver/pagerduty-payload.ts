import type { Json, JsonObject } from "../base/json.ts";
import type { Message, Story } from "../domain/message.ts";
import { wellFormed } from "../domain/well-formed.ts";
import { neutraliseLine, neutraliseLines } from "../text/neutralise.ts";
import { cutTo, fitJson } from "./webhook-fit.ts";

/** The limits of the Events API, in characters; the details in bytes, well under its 512 kB in all. */
const longestSummary = 1_024;
export const longestKey = 255;
const longestWord = 255;
const mostDetails = 64_000;

/** The payload of an alert, without what is known of incidents only. */
export function payloadOf(summary: string, severity: string, message: Message): JsonObject {
  const { workspace } = message;
  const group = workspace === null ? {} : { group: shortWord(workspace) };
  return { summary: shortSummary(summary), source: sourceOf(message), severity, ...group };
}

export function sourceOf({ host }: Message): string {
  return shortWord(host) || "luota";
}

export function shortSummary(text: string): string {
  return cutTo(text, longestSummary);
}

export function shortWord(text: string): string {
  return cutTo(neutraliseLine(text), longestWord);
}

/** Details of any form, so small that the whole event is taken. */
export function fitDetails(details: JsonObject): Json {
  return fitJson(wellFormed(details), mostDetails);
}

/** What is told of an incident beside its summary: each fact under its label. */
export function detailsOf(story: Story, { witness }: Message): Json {
  const { incident, severity, drill, facts, greenSignals, differences, output } = story;
  const lines = (texts: readonly string[]) => texts.map(neutraliseLine).join("\n");
  const told = [
    ...facts.map(
      ({ label, text }) => [cutTo(neutraliseLine(label), 80), neutraliseLine(text)] as const,
    ),
    ["healthy all the same", lines(greenSignals)],
    ["different from the last good run", lines(differences)],
    [output?.stream ?? "stderr", neutraliseLines(output?.text ?? "").trimEnd()],
    ["runbook", neutraliseLine(story.runbook ?? "")],
    ["acknowledge", neutraliseLine(story.acknowledgeCommand ?? "")],
    ["audit", witness === null ? "" : `${witness.seq} ${witness.hash}`],
  ] as const;
  const known = { incident: `INC-${incident}`, monitor: shortWord(story.monitor), severity, drill };
  const said = Object.fromEntries(told.filter(([, text]) => text !== ""));
  return fitDetails({ ...said, ...known });
}
