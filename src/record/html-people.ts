import type { IncidentRecordDocument } from "./document.ts";
import { htmlList, htmlSection } from "./html-page.ts";
import { markup, type Html } from "./html-text.ts";
import { peopleLines } from "./people-lines.ts";

export function htmlPeople(record: IncidentRecordDocument): Html {
  const sections = peopleLines(record).map(({ title, lines }) =>
    htmlSection(title, htmlList(lines)),
  );
  return markup`${sections}`;
}
