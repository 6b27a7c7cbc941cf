import { fail, ok } from "../../base/result.ts";
import { parseTemplate, templatePlaces } from "../../domain/webhook-template.ts";
import { textLeaf, type Leaf } from "./leaf.ts";
import { badForm } from "./texts.ts";

/** What luota says itself, and what belongs to the connection. */
const reserved =
  /^(?:webhook-(?:id|timestamp|signature)|host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect)$/iu;

export function headerName(): Leaf<string> {
  const expected = "the name of a header";
  const pattern = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/u;
  const schema = { pattern: pattern.source, examples: ["X-Team"] };
  return textLeaf(expected, schema, (given) => {
    if (reserved.test(given)) return fail({ kind: "reserved-header", read: given });
    return pattern.test(given) ? ok(given) : badForm(given, expected, "X-Team");
  });
}

const mostCharacters = 16_384;

/** JSON with `{{name}}` places, checked here so that no alert is the first to find a mistake in it. */
export function template(): Leaf<string> {
  const example = '{"text": "{{headline}}"}';
  const schema = { examples: [example] };
  return textLeaf("JSON with {{name}} places", schema, (given) => {
    if (given.length > mostCharacters) {
      return badForm(given, `JSON of at most ${mostCharacters} characters`, example);
    }
    const parsed = parseTemplate(given);
    if (parsed.ok) return ok(given);
    const { failure } = parsed;
    switch (failure.kind) {
      case "unknown-place":
        return fail({ kind: "unknown-place", read: failure.read, known: templatePlaces });
      case "place-in-key":
        return badForm(failure.read, "a key without places", null);
      case "no-json":
        return fail({ kind: "bad-template", said: failure.said });
    }
  });
}
