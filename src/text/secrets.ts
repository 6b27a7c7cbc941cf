import { secretForms } from "./secret-forms.ts";
import { secretNameStrength } from "./secret-name.ts";

/** What is known to be secret here, made ready for searching. Make it once per process. */
export interface Secrets {
  /** Every form of every known value, longest first. */
  readonly needles: readonly string[];
  /** The user's `redact:` patterns; always with the `g` flag. */
  readonly patterns: readonly RegExp[];
}

/** Below this length a value is no secret: replacing it would garble text and hide nothing. */
export const shortestSecret = 8;

export const noSecrets: Secrets = { needles: [], patterns: [] };

/** Known values in all the forms they may be printed in, and patterns of the user. */
export function secretsFrom(values: Iterable<string>, patterns: readonly RegExp[] = []): Secrets {
  const needles = new Set<string>();
  for (const value of values) {
    if (value.trim().length < shortestSecret) continue;
    for (const form of secretForms(value.trim())) needles.add(form);
  }
  return {
    needles: [...needles].sort((left, right) => right.length - left.length),
    patterns: patterns.map((pattern) =>
      pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`),
    ),
  };
}

/** The values of variables that are named like secrets, and the passwords inside URLs. */
export function secretsFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  patterns: readonly RegExp[] = [],
): Secrets {
  return secretsFrom(secretValuesIn(environment), patterns);
}

function* secretValuesIn(
  environment: Readonly<Record<string, string | undefined>>,
): Generator<string> {
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value.length < shortestSecret) continue;
    if (value.includes("://")) yield* passwordsIn(value);
    if (namesASecret(name) && !isPath(value)) yield value;
    else if (/WEBHOOK/i.test(name) && value.startsWith("http")) yield value;
  }
}

function namesASecret(name: string): boolean {
  if (secretNameStrength(name) === null) return /^KEY$/i.test(name);
  return true;
}

/** The password of `scheme://user:password@host`, as written and decoded. */
function* passwordsIn(value: string): Generator<string> {
  const password = /:\/\/[^\s/:@]*:([^\s/]+)@/.exec(value)?.[1];
  if (password === undefined) return;
  yield password;
  try {
    yield decodeURIComponent(password);
  } catch {
    // A stray percent sign: the password is not URL-encoded, so it stands as it is.
  }
}

/** `SSH_KEY=/home/ana/.ssh/id_ed25519` tells a place. A random value may start with a slash too. */
function isPath(value: string): boolean {
  return /^(?:~\/|\.{1,2}\/|file:\/\/|\/(?:home|root|etc|usr|var|opt|tmp|run|srv|mnt|media|dev|proc|sys|boot|bin|lib|nix|snap|data|apps?|secrets|config|workspace|builds|github|Users)(?:\/|$))/.test(
    value,
  );
}
