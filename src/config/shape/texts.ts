import { fail, ok, type Result } from "../../base/result.ts";
import { complainOfCron } from "../../domain/cron-complaint.ts";
import { parseCron } from "../../domain/cron-parse.ts";
import { checkZone } from "../../domain/zone-name.ts";
import type { Problem } from "../problem.ts";
import { describe, leaf, scalarText, textLeaf, type Leaf } from "./leaf.ts";

const mostCharacters = 4096;

/** Free text in which something is said. */
export function text(expected: string): Leaf<string> {
  return textLeaf(expected, { pattern: "\\S" }, (given) =>
    given.trim() === "" || given.length > mostCharacters || hasControls(given)
      ? badForm(given, `${expected}, up to ${mostCharacters} printable characters`)
      : ok(given.trim()),
  );
}

/** Text of one form. */
export function form(expected: string, pattern: RegExp, example: string): Leaf<string> {
  return textLeaf(expected, { pattern: pattern.source, examples: [example] }, (given) =>
    pattern.test(given) && !hasControls(given) ? ok(given) : badForm(given, expected, example),
  );
}

export function absolutePath(): Leaf<string> {
  return form("an absolute path", /^\/[^\0]{0,4095}$/u, "/srv/app");
}

/** A word of a command that is written as a list; `[sleep, 5]` means the text 5. */
export function commandWord(): Leaf<string> {
  const expected = "a word of the command";
  return leaf(expected, { type: ["string", "number", "boolean"] }, (input) => {
    const word = scalarText(input);
    if (word === null) return fail({ kind: "wrong-type", expected, found: describe(input) });
    return word.includes("\0") ? badForm(word, "a word without NUL") : ok(word);
  });
}

export function userName(): Leaf<string> {
  return form("the name of a user", /^[A-Za-z_][A-Za-z0-9_.-]{0,31}\$?$/u, "backup");
}

export function hostPattern(): Leaf<string> {
  return form("a host's name, perhaps with * and ?", /^[A-Za-z0-9._*?-]{1,253}$/u, "web-*");
}

export function namePattern(): Leaf<string> {
  return form("a monitor's name, perhaps with * and ?", /^[A-Za-z0-9._/*?-]{1,128}$/u, "nightly-*");
}

/** One address, without a display name: `ops@acme.example`. */
export function address(): Leaf<string> {
  const part = "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";
  const domain = "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)";
  const pattern = new RegExp(
    `^(?!\\.)(?!.*\\.\\.)(?!.*\\.@)${part}@${domain}(?:\\.${domain})*$`,
    "u",
  );
  return form("an email address", pattern, "ops@acme.example");
}

/** `127.0.0.1:7461`, `[::1]:7461` or `localhost:7461`. */
export function listenAddress(): Leaf<{ readonly host: string; readonly port: number }> {
  const expected = "an address and a port";
  const pattern = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):(\d{1,5})$/u;
  const schema = { pattern: pattern.source, examples: ["127.0.0.1:7461"] };
  return textLeaf(expected, schema, (given) => {
    const match = pattern.exec(given);
    const port = Number(match?.[2]);
    if (match === null || port < 1 || port > 65_535) {
      return badForm(given, expected, "127.0.0.1:7461");
    }
    return ok({ host: (match[1] ?? "").replace(/^\[(.*)\]$/u, "$1"), port });
  });
}

export function zone(): Leaf<string> {
  const expected = "a time zone such as Europe/Helsinki";
  return textLeaf(expected, { examples: ["Europe/Helsinki", "UTC"] }, (given) => {
    const checked = checkZone(given);
    if (checked.ok) return checked;
    return fail({ kind: "unknown-zone", read: given, nearest: checked.failure.suggestion });
  });
}

export function cron(): Leaf<string> {
  const expected = 'a cron expression such as "30 2 * * *"';
  return textLeaf(expected, { examples: ["30 2 * * *", "@daily"] }, (given) => {
    const parsed = parseCron(given);
    if (parsed.ok) return ok(given.trim());
    const { failure } = parsed;
    const span = { at: failure.at, length: failure.read.length };
    return fail({ kind: "bad-cron", said: complainOfCron(failure, given), span });
  });
}

/** A regular expression of JavaScript, taken with the flag `u`. */
export function regex(): Leaf<string> {
  return textLeaf("a regular expression", { examples: ["sk_live_[A-Za-z0-9]+"] }, (given) => {
    try {
      const takesNothing = new RegExp(given, "u").test("");
      return takesNothing
        ? badForm(given, "a pattern that takes at least one character")
        : ok(given);
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      const said = message.slice(message.lastIndexOf(": ") + 1).trim();
      return fail<Problem>({ kind: "bad-regex", read: given, said });
    }
  });
}

export function badForm(
  read: string,
  expected: string,
  example: string | null = null,
): Result<never, Problem> {
  return fail({ kind: "bad-form", read, expected, example });
}

function hasControls(given: string): boolean {
  // Tabs and line ends are white space; everything else below a space has no place in a config.
  // eslint-disable-next-line no-control-regex
  return /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f]/u.test(given);
}
