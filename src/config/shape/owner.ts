import type * as z from "zod";
import { duration, durationOrNever } from "./measures.ts";
import { shortName } from "./names.ts";
import { oneOrMany, section } from "./section.ts";
import { text } from "./texts.ts";

export const ownerShape = section({
  name: text("a name").optional().describe("The name that people read."),
  routes: oneOrMany(shortName()).optional().describe("Who is told, by the names of routes."),
  remind: durationOrNever({ least: 60_000 })
    .optional()
    .describe("An open incident is told again this often until it is acknowledged. Default 24h."),
  escalate: oneOrMany(
    section({
      after: duration().describe("Counted from the opening of the incident."),
      routes: oneOrMany(shortName()).describe("Who is told then."),
    }),
  )
    .optional()
    .describe("Who else is told while nobody acknowledges. Default: nobody."),
});

export type RawOwner = z.output<typeof ownerShape>;
