/** The few kinds of block that messages are made of. Texts in them are escaped and cut already. */
export type SlackBlock =
  | { readonly type: "header"; readonly text: PlainText }
  | { readonly type: "section"; readonly text: Mrkdwn }
  | { readonly type: "context"; readonly elements: readonly Mrkdwn[] };

interface PlainText {
  readonly type: "plain_text";
  readonly text: string;
  readonly emoji: false;
}

interface Mrkdwn {
  readonly type: "mrkdwn";
  readonly text: string;
  /** Else Slack looks for names and addresses in plain words. */
  readonly verbatim: true;
}

/** What is shown as blocks, and in a notification and to a screen reader as `text`. */
export interface SlackContent {
  readonly blocks: readonly SlackBlock[];
  readonly text: string;
  /** The same with no form at all, for a Slack that won't take the blocks. */
  readonly plain: string;
}

/** The longest header that Slack takes. */
export const longestHeader = 150;

/**
 * All text of a message together: Slack refuses messages somewhere above 13,000 characters, though
 * each block is within its own limit.
 */
export const longestMessage = 9_500;

export function header(text: string): SlackBlock {
  return { type: "header", text: { type: "plain_text", text, emoji: false } };
}

export function section(text: string): SlackBlock {
  return { type: "section", text: { type: "mrkdwn", text, verbatim: true } };
}

export function context(text: string): SlackBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text, verbatim: true }] };
}

/** The lines, as many as fit together, one below the other. */
export function fitLines(lines: readonly string[], longest: number): string {
  let text = "";
  for (const line of lines) {
    const longer = text === "" ? line : `${text}\n${line}`;
    if (longer.length > longest) return text;
    text = longer;
  }
  return text;
}

/** How much of the whole message's limit a block takes. */
export function textLength(block: SlackBlock): number {
  return block.type === "context"
    ? block.elements.reduce((sum, element) => sum + element.text.length, 0)
    : block.text.text.length;
}
