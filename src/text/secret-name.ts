/** How surely a name announces a secret: `password` always does, `token` or `key` only mostly. */
export type NameStrength = "strong" | "weak" | null;

/** Judges the name of a variable, an option, a field or a header: `DB_PASSWORD`, `--api-key`, `accessToken`. */
export function secretNameStrength(name: string): NameStrength {
  if (!hint.test(name)) return null;
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || harmlessLast.has(last)) return null;
  if (words.some((word, index) => isStrong(word, index > 0))) return "strong";
  const place = words.findLastIndex((word) => !trailing.test(word));
  const word = words[place] ?? "";
  if (endsWithAny(word, weakEndings) || weakWords.has(word)) return "weak";
  const before = words[place - 1];
  const isKey = word === "KEY" || word === "KEYS";
  return isKey && before !== undefined && !openKeys.has(before) ? "weak" : null;
}

/** Nearly every name fails this one test, and costs no more than it. */
const hint = /pass|pwd|secret|token|key|cred|auth|dsn|jwt|sig|cookie|webhook/i;

function wordsOf(name: string): string[] {
  const upper = name.toUpperCase();
  const parted = upper === name ? name : name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toUpperCase();
  return parted.split(/[^A-Z0-9]/).filter((word) => word !== "");
}

/** `PWD` alone is the working directory, `DB_PWD` is not; `BYPASS` and `COMPASS` are only words. */
function isStrong(word: string, hasWordBefore: boolean): boolean {
  if (word === "PWD") return hasWordBefore;
  if (endsWithAny(word, strongEndings)) return true;
  return word.endsWith("PASS") && !endsWithAny(word, passWords);
}

/** Plain comparisons: `luota run` asks this of every variable once, and compiling patterns would cost more. */
function endsWithAny(word: string, endings: readonly string[]): boolean {
  return endings.some((ending) => word.endsWith(ending));
}

const strongEndings = list(
  "PASSWORD PASSWORDS PASSWD PASSPHRASE SECRET SECRETS CREDENTIAL CREDENTIALS",
);
const passWords = list("BYPASS COMPASS TRESPASS SURPASS OVERPASS UNDERPASS");
const weakEndings = list(
  "TOKEN APIKEY ACCESSKEY ACCOUNTKEY PRIVATEKEY AUTHKEY MASTERKEY LICENSEKEY SIGNINGKEY ENCRYPTIONKEY",
);
const weakWords = new Set(["AUTH", "AUTHORIZATION", "DSN", "JWT", "SIG", "SIGNATURE", "COOKIE"]);

/** What may follow the telling word: `TOKEN_2`, `API_KEY_PROD`. */
const trailing = /^(?:\d+|V\d+|PROD|PRODUCTION|STAGING|DEV|TEST|LIVE|OLD|NEW|BASE|BASE64|VALUE)$/;

/** `PASSWORD_FILE` and `TOKEN_URL` say where or what about, not the secret itself. */
const harmlessLast = new Set(
  list(`FILE PATH DIR DIRECTORY FOLDER ID IDS NAME NAMES URL URI HOST PORT SOCK SOCKET TTL EXPIRY EXPIRES
  EXPIRATION AGE LENGTH SIZE COUNT TYPE FORMAT VERSION POLICY MODE STDIN PROMPT COMMAND CMD HELPER
  PROVIDER MANAGER ALGORITHM REGION ARN ENABLED REQUIRED LIMIT USAGE USED HINT RESET SCOPE SCOPES
  RING AT EMAIL USER USERNAME INPUT OUTPUT`),
);

/** Keys that are no secrets. */
const openKeys = new Set(
  list(`PUBLIC PUB PUBLISHABLE AUTHORIZED HOST CACHE PRIMARY FOREIGN PARTITION SORT IDEMPOTENCY OBJECT ITEM
  ROW GROUP INDEX LOOKUP DEDUP HOT MAP UNIQUE`),
);

function list(words: string): string[] {
  return words.split(/\s+/);
}
