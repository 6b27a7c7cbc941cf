import * as z from "zod";
import { fail, ok } from "../../base/result.ts";
import { parseJsonPath } from "../../domain/probe-path.ts";
import { choice, describe, integer, leaf, textLeaf, type Leaf } from "./leaf.ts";
import { duration, size } from "./measures.ts";
import { named, oneOrMany, section } from "./section.ts";
import { headerValue, secret, urlOrSecret } from "./secrets.ts";
import { absolutePath, badForm, commandWord, form, regex, text } from "./texts.ts";
import { headerName } from "./webhook.ts";

const filePattern = () =>
  form("an absolute path, perhaps with * and ?", /^\/[^\0\n]{1,4095}$/u, "/srv/export/*.csv");

const maxAge = () => duration().optional().describe("How old it may be.");

const comparing = {
  min: number().optional().describe("It must be at least this."),
  max: number().optional().describe("It may be at most this."),
  equals: scalar().optional().describe("It must be exactly this."),
  matches: regex().optional().describe("A regular expression for it."),
  maxAge: maxAge(),
};

const matching = {
  matches: regex().optional().describe("What must be found, as a regular expression."),
  not: regex().optional().describe("What must not be found, as a regular expression."),
};

const http = section({
  url: urlOrSecret("CHECK_URL").describe("What is asked."),
  method: choice("GET", "HEAD", "POST").optional().describe("Default GET."),
  headers: named(headerName(), headerValue()).optional().describe("Sent along."),
  body: text("a text").optional().describe("Posted."),
  redirects: integer(0, 10).optional().describe("So many are followed. Default: none."),
  status: oneOrMany(integer(100, 599)).optional().describe("Default: any from 200 to 299."),
  answerHeaders: named(headerName(), regex())
    .optional()
    .describe("Headers that must come back, each with a regular expression."),
  json: oneOrMany(section({ path: jsonPath().describe("Where it is: $.status"), ...comparing }))
    .optional()
    .describe("Values in the answer."),
  ...matching,
  within: duration().optional().describe("How long the answer may take."),
  certificateDays: integer(1, 3650)
    .optional()
    .describe("So many days its certificate must still be valid."),
});

/** One thing that luota looks at, and what must be true of it. */
const probeKeys = {
  file: filePattern().optional().describe("The file that is looked at; of several, the newest."),
  command: z
    .union([text("a command"), z.array(commandWord()).min(1)])
    .optional()
    .describe("What is run to look: a line for the shell, or a list of words."),
  http: http.optional().describe("What is asked over HTTP."),
  sql: section({
    sqlite: absolutePath().optional().describe("A file of SQLite; it is only read."),
    postgres: secret("the connection", "DATABASE_URL")
      .optional()
      .describe("Where the connection to PostgreSQL is, which psql asks."),
  })
    .optional()
    .describe("The database that is asked."),
  query: text("a query").optional().describe("It answers with one number or one time."),
  maxAge: maxAge(),
  newerThan: newerThan().optional().describe("Written since the run began, or not longer ago."),
  minSize: size({ least: 1 }).optional().describe("How small it may be."),
  maxSize: size({ least: 0 }).optional().describe("How large it may be."),
  count: section({
    min: integer(0, 1_000_000).optional().describe("At least so many."),
    max: integer(0, 1_000_000).optional().describe("At most so many."),
  })
    .optional()
    .describe("How many files must match."),
  sha256: form("64 digits in hex", /^[0-9A-Fa-f]{64}$/u, "e3b0c442…")
    .optional()
    .describe("The digest that the file must have."),
  ...matching,
  exitCode: oneOrMany(integer(0, 125)).optional().describe("Which are good. Default 0."),
  value: section(comparing).optional().describe("What must be true of the value it answers with."),
  timeout: duration({ least: 100, most: 86_400_000 })
    .optional()
    .describe("How long a look may take. Default 30s."),
  attempts: integer(1, 10)
    .optional()
    .describe("So often it is looked before a bad reading counts. Default 1, for http 2."),
};

export const probeShape = section(probeKeys);

export const freshnessShape = section({
  ...probeKeys,
  lookEvery: duration({ least: 1000 })
    .optional()
    .describe("How often luota looks. Default: a tenth of maxAge, at most 5m."),
});

export type RawProbe = z.output<typeof probeShape>;
export type RawComparison = NonNullable<RawProbe["value"]>;
export type RawFreshness = z.output<typeof freshnessShape>;

function number(): Leaf<number> {
  return leaf("a number", { type: "number" }, (input) =>
    typeof input === "number" && Number.isFinite(input)
      ? ok(input)
      : fail({ kind: "wrong-type", expected: "a number", found: describe(input) }),
  );
}

function scalar(): Leaf<string | number | boolean> {
  const expected = "a text, a number, true or false";
  return leaf(expected, { type: ["string", "number", "boolean"] }, (input) =>
    typeof input === "string" || typeof input === "number" || typeof input === "boolean"
      ? ok(input)
      : fail({ kind: "wrong-type", expected, found: describe(input) }),
  );
}

function jsonPath(): Leaf<string> {
  const expected = "a path into JSON";
  return textLeaf(expected, { pattern: "^\\$", examples: ["$.status"] }, (given) =>
    parseJsonPath(given) === null ? badForm(given, expected, "$.items[0].state") : ok(given),
  );
}

function newerThan(): Leaf<"run" | number> {
  const written = duration();
  const expected = "run, or a duration such as 2h";
  return leaf<"run" | number>(expected, { type: "string", examples: ["run", "2h"] }, (input) => {
    if (input === "run") return ok(input);
    const read = written.safeParse(input);
    return read.success ? ok(read.data) : badForm(String(input), expected, "run");
  });
}
