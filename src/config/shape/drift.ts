import * as z from "zod";
import { choice } from "./leaf.ts";
import { oneOrMany, section } from "./section.ts";
import { form } from "./texts.ts";

const mode = () => choice("note", "incident", "off");

/** A word alone, or with the numbers that are looked at. */
export const driftShape = z.union([
  mode(),
  section({
    mode: mode().optional().describe("Default note."),
    numbers: oneOrMany(
      form(
        "the name of a number",
        /^[A-Za-z][A-Za-z0-9._-]{0,127}$/u,
        "duration, stdout, or dumped.rows",
      ),
    )
      .optional()
      .describe("`duration`, `stdout`, or a step and its value. Default: all that are measured."),
  }),
]);

export type RawDrift = z.output<typeof driftShape>;
