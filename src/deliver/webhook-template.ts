import { toIso } from "../base/time.ts";
import type { Json } from "../base/json.ts";
import type { Message, Story } from "../domain/message.ts";
import type { TemplatePlace } from "../domain/webhook-template.ts";
import { wellFormed } from "../domain/well-formed.ts";
import { neutraliseLines } from "../text/neutralise.ts";
import { dataOf, typeOf } from "./webhook-body.ts";
import { cutTo } from "./webhook-fit.ts";
import { plainWords, storyLine } from "./webhook-text.ts";

/** The longest value of a place, in characters; `data` is bounded by itself. */
const longest = 4_000;
const mostData = 16_000;

/**
 * What the places of a template are filled with. Of several incidents the texts are put together, and
 * the gravest severity counts; what a digest or a test has not is null (in a text: nothing).
 */
export function templateValues(message: Message): Readonly<Record<TemplatePlace, Json>> {
  const stories = message.body.kind === "incidents" ? message.body.stories : [];
  const only = stories.length === 1 ? stories[0] : undefined;
  const words = plainWords(message);
  const page = words.link === null ? [] : [`${words.link.label}: ${words.link.url}`];
  const each = (text: (story: Story) => string | null): Json =>
    lines(
      stories.map(text).filter((line) => line !== null),
      ", ",
    );
  const headline = only?.headline ?? (stories.map(storyLine).join("\n") || words.title);
  return {
    type: typeOf(message),
    id: message.id,
    at: toIso(message.at),
    headline: fit(headline),
    text: fit([words.title, ...words.paragraphs, ...page].join("\n\n")),
    incident: each(({ incident }) => `INC-${incident}`),
    key: each(({ key }) => key),
    monitor: each(({ monitor }) => monitor),
    severity: stories.length === 0 ? null : Math.min(...stories.map(({ severity }) => severity)),
    drill: stories.length > 0 && stories.every(({ drill }) => drill),
    badge: each(({ badge }) => badge),
    host: fit(message.host),
    workspace: fitOrNull(message.workspace),
    facts: lines(only?.facts.map(({ label, text }) => `${label}: ${text}`) ?? []),
    greenSignals: lines(only?.greenSignals ?? []),
    differences: lines(only?.differences ?? []),
    output: fitOrNull(only?.output?.text),
    runbook: fitOrNull(only?.runbook),
    acknowledgeUrl: only?.acknowledgeUrl ?? null,
    acknowledgeCommand: only?.acknowledgeCommand ?? null,
    count: stories.length,
    data: dataOf(message, mostData),
  };
}

function lines(texts: readonly string[], joint = "\n"): Json {
  return texts.length === 0 ? null : fit(texts.join(joint));
}

function fit(text: string): Json {
  return wellFormed(cutTo(neutraliseLines(text), longest));
}

function fitOrNull(text: string | null | undefined): Json {
  return text === null || text === undefined ? null : fit(text);
}
