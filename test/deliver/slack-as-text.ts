import { isObject } from "./fake-slack-rules.ts";

/** A message as a person would read it: one paragraph a block, links as `[label](url)`, small print in brackets. */
export function slackBlocksAsText(blocks: readonly unknown[]): string {
  return blocks.map(blockAsText).join("\n\n");
}

function blockAsText(block: unknown): string {
  if (!isObject(block)) return "";
  const { type, text, elements } = block;
  const own = isObject(text) ? shown(text["text"]) : "";
  const parts = Array.isArray(elements)
    ? elements.map((element) => (isObject(element) ? shown(element["text"]) : ""))
    : [];
  switch (type) {
    case "header":
      return `# ${own}`;
    case "context":
      return `(${parts.join("  ")})`;
    default:
      return own;
  }
}

function shown(text: unknown): string {
  return typeof text !== "string"
    ? ""
    : text
        .replace(/<(https?:[^|>]+)\|([^>]+)>/gu, "[$2]($1)")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&amp;", "&");
}
