/** What a Slack that is as strict as its documentation says of a message: its error word, and why. */
export interface Complaint {
  readonly error: string;
  readonly why: string;
}

type Payload = Readonly<Record<string, unknown>>;

/** All that is wrong with what was posted; `keys` are those that the method knows. */
export function complaintsAbout(payload: Payload, keys: readonly string[]): readonly Complaint[] {
  const { text, blocks } = payload;
  const list = Array.isArray(blocks) ? (blocks as readonly unknown[]) : [];
  const total = list.flatMap(textsOf).reduce((sum, each) => sum + each.length, 0);
  return [
    ...unknownKeys(payload, keys, "invalid_arguments"),
    ...(text === undefined || text === ""
      ? list.length === 0
        ? [no("no_text", "no text")]
        : []
      : []),
    ...(typeof text === "string" ? aboutMarkup(text) : []),
    ...(typeof text === "string" && text.length > 40_000 ? [no("msg_too_long", "text")] : []),
    ...(blocks !== undefined && !Array.isArray(blocks)
      ? [no("invalid_blocks_format", "no list")]
      : []),
    ...(list.length > 50 ? [bad("over 50 blocks")] : []),
    ...(total > 13_000 ? [no("msg_blocks_too_long", `${total} characters`)] : []),
    ...list.flatMap(aboutBlock),
  ];
}

function aboutBlock(block: unknown): readonly Complaint[] {
  if (!isObject(block)) return [bad("a block is no object")];
  switch (block["type"]) {
    case "header":
      return [
        ...unknownKeys(block, ["type", "block_id", "text"]),
        ...aboutText(block["text"], ["plain_text"], 150),
      ];
    case "section": {
      const fields = (block["fields"] ?? []) as readonly unknown[];
      return [
        ...unknownKeys(block, ["type", "block_id", "text", "fields", "accessory", "expand"]),
        ...(block["text"] === undefined && fields.length === 0 ? [bad("an empty section")] : []),
        ...(block["text"] === undefined ? [] : aboutText(block["text"], bothTexts, 3_000)),
        ...(fields.length > 10 ? [bad("over 10 fields")] : []),
        ...fields.flatMap((field) => aboutText(field, bothTexts, 2_000)),
      ];
    }
    case "context": {
      const elements = (block["elements"] ?? []) as readonly unknown[];
      const count = elements.length;
      return [
        ...unknownKeys(block, ["type", "block_id", "elements"]),
        ...(count < 1 || count > 10 ? [bad(`a context of ${count} elements`)] : []),
        ...elements.flatMap((element) => aboutText(element, bothTexts, 3_000)),
      ];
    }
    case "divider":
      return unknownKeys(block, ["type", "block_id"]);
    default:
      return [bad(`a block of type ${String(block["type"])}`)];
  }
}

const bothTexts = ["mrkdwn", "plain_text"];

function aboutText(
  value: unknown,
  types: readonly string[],
  longest: number,
): readonly Complaint[] {
  if (!isObject(value)) return [bad("a text that is no object")];
  const { type, text } = value;
  if (typeof type !== "string" || !types.includes(type))
    return [bad(`a text of type ${String(type)}`)];
  if (typeof text !== "string" || text.trim() === "") return [bad("an empty text")];
  return [
    ...unknownKeys(value, ["type", "text", type === "mrkdwn" ? "verbatim" : "emoji"]),
    ...(text.length > longest ? [bad(`a text of ${text.length} characters`)] : []),
    ...(type === "mrkdwn" && value["verbatim"] !== true ? [bad("Slack would look for names")] : []),
    ...aboutMarkup(text),
  ];
}

/** What Slack would take for markup of its own, or show as something else than it is. */
function aboutMarkup(text: string): readonly Complaint[] {
  const plain = text.replace(/<https?:\/\/[^\s|<>]+\|[^<>|\n]+>/gu, "");
  return [
    ...(/[<>]/u.test(plain) ? [bad("a stray < or >")] : []),
    ...(/&(?!(?:amp|lt|gt);)/u.test(text) ? [bad("a stray &")] : []),
    ...(/@(?:here|channel|everyone|group)\b/iu.test(text) ? [bad("a mention")] : []),
    ...(text.split("```").length % 2 === 0 ? [bad("an open fence")] : []),
    ...(/`{4,}/u.test(text) ? [bad("a doubtful fence")] : []),
    ...(text.isWellFormed() ? [] : [no("invalid_payload", "broken characters")]),
    ...(hidden.test(text) ? [bad("hidden characters")] : []),
  ];
}

// The zero-width space is allowed where it takes a mention apart.
const hidden =
  /[\p{Cc}\p{Zl}\p{Zp}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200e}\u{200f}\u{61c}\u{feff}](?<!\n)|(?<!@)\u{200b}/u;

function unknownKeys(
  value: Payload,
  known: readonly string[],
  error = "invalid_blocks",
): readonly Complaint[] {
  const strange = Object.keys(value).filter((key) => !known.includes(key));
  return strange.map((key) => no(error, `unknown: ${key}`));
}

function textsOf(block: unknown): readonly string[] {
  if (typeof block === "string") return [];
  if (Array.isArray(block)) return block.flatMap(textsOf);
  if (!isObject(block)) return [];
  const own = typeof block["text"] === "string" ? [block["text"]] : [];
  return [...own, ...Object.values(block).flatMap(textsOf)];
}

export function isObject(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const bad = (why: string): Complaint => ({ error: "invalid_blocks", why });
const no = (error: string, why: string): Complaint => ({ error, why });
