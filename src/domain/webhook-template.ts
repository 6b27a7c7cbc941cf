import { fail, ok, type Result } from "../base/result.ts";
import type { Json } from "../base/json.ts";
import { deepestJson } from "./well-formed.ts";

/** What a template may name, in the order in which it is told to whoever misspells one. */
export const templatePlaces = [
  "type",
  "id",
  "at",
  "headline",
  "text",
  "incident",
  "key",
  "monitor",
  "severity",
  "drill",
  "badge",
  "host",
  "workspace",
  "facts",
  "greenSignals",
  "differences",
  "output",
  "runbook",
  "acknowledgeUrl",
  "acknowledgeCommand",
  "count",
  "data",
] as const;

export type TemplatePlace = (typeof templatePlaces)[number];

/** The parsed text of a template: values are put into the tree, so no value can break out of its place. */
export interface WebhookTemplate {
  readonly tree: Json;
}

export type TemplateFailure =
  | { readonly kind: "unknown-place"; readonly read: string }
  /** The name of a key is not for others to choose. */
  | { readonly kind: "place-in-key"; readonly read: string }
  | { readonly kind: "no-json"; readonly said: string };

/**
 * Reads JSON with `{{name}}` places: within a text the value is put into it as text, in place of a
 * value it stands as the JSON value it is (`"level": {{severity}}`).
 */
export function parseTemplate(text: string): Result<WebhookTemplate, TemplateFailure> {
  const marked = markBarePlaces(text);
  if (!marked.ok) return marked;
  try {
    const tree = JSON.parse(marked.value) as Json;
    const wrong = firstWrong(tree);
    return wrong === null ? ok({ tree }) : fail(wrong);
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    return fail({ kind: "no-json", said: said.replace(/(?: in JSON at position|, ").*$/su, "") });
  }
}

/** The JSON text of a template with its places filled. */
export function fillTemplate(
  { tree }: WebhookTemplate,
  values: Readonly<Record<TemplatePlace, Json>>,
): string {
  const fill = (part: Json): Json => {
    if (typeof part === "string") {
      if (part.startsWith(bareMark)) return values[part.slice(1) as TemplatePlace];
      return part.replace(place, (_, name: TemplatePlace) => asText(values[name]));
    }
    if (typeof part !== "object" || part === null) return part;
    if (isList(part)) return part.map(fill);
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, fill(value)]));
  };
  return JSON.stringify(fill(tree));
}

const place = /\{\{\s*([^{}]*?)\s*\}\}/gu;
const bareMark = "\0";

/** Puts a marked text where a place stands for a whole value, so that the rest is plain JSON. */
function markBarePlaces(text: string): Result<string, TemplateFailure> {
  let marked = "";
  let within = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (!within && text.startsWith("{{", at)) {
      const [whole, name] = /^\{\{\s*([^{}"]*?)\s*\}\}/u.exec(text.slice(at)) ?? [];
      if (whole === undefined || name === undefined || !isPlace(name))
        return fail({ kind: "unknown-place", read: name ?? text.slice(at, at + 20) });
      marked += JSON.stringify(bareMark + name);
      at += whole.length - 1;
      continue;
    }
    if (character === '"') within = !within;
    const length = within && character === "\\" ? 2 : 1;
    marked += text.slice(at, at + length);
    at += length - 1;
  }
  return ok(marked);
}

function firstWrong(part: Json, levels = deepestJson): TemplateFailure | null {
  if (levels < 0) return { kind: "no-json", said: "it is nested too deeply" };
  if (typeof part === "string") return wrongIn(part);
  if (typeof part !== "object" || part === null) return null;
  if (isList(part)) return firstOf(part.map((each) => firstWrong(each, levels - 1)));
  const entries = Object.entries(part).map(([key, value]) =>
    key.includes("{{") || key.startsWith(bareMark)
      ? ({ kind: "place-in-key", read: key.replaceAll("\0", "") } as const)
      : firstWrong(value, levels - 1),
  );
  return firstOf(entries);
}

function wrongIn(text: string): TemplateFailure | null {
  if (text.startsWith(bareMark))
    return isPlace(text.slice(1)) ? null : { kind: "unknown-place", read: text.slice(1) };
  const names = Array.from(text.matchAll(place), ([, name = ""]) => name);
  const unknown = names.find((name) => !isPlace(name));
  if (unknown !== undefined) return { kind: "unknown-place", read: unknown };
  const rest = text.replaceAll(place, "");
  const open = rest.indexOf("{{");
  return open === -1 ? null : { kind: "unknown-place", read: rest.slice(open, open + 20) };
}

function asText(value: Json): string {
  if (value === null) return "";
  if (typeof value !== "object") return String(value);
  return isList(value) ? value.map(asText).join("\n") : JSON.stringify(value);
}

function firstOf(failures: readonly (TemplateFailure | null)[]): TemplateFailure | null {
  return failures.find((failure) => failure !== null) ?? null;
}

function isPlace(name: string): name is TemplatePlace {
  return (templatePlaces as readonly string[]).includes(name);
}

/** Array.isArray does not narrow readonly arrays. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
