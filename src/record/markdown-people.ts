import type { IncidentRecordDocument } from "./document.ts";
import { markdownLine } from "./markdown-text.ts";
import { peopleLines } from "./people-lines.ts";

export function markdownPeople(
  record: IncidentRecordDocument,
): readonly { readonly title: string; readonly text: string }[] {
  return peopleLines(record).map(({ title, lines }) => ({
    title,
    text: lines.map((line) => `- ${markdownLine(line)}`).join("\n"),
  }));
}
