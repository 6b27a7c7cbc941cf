import { fail, ok, type Result } from "../base/result.ts";

/** The variables of libpq that a connection means; it is a URL or `key=value` words. The failure quotes no value. */
export function readConnection(text: string): Result<Readonly<Record<string, string>>, string> {
  const trimmed = text.trim();
  const read = /^postgres(?:ql)?:\/\//u.test(trimmed) ? readUrl(trimmed) : readWords(trimmed);
  if (read === null) return fail("the connection is neither a URL nor key=value words");
  const variables: Record<string, string> = {};
  for (const [key, value] of read) {
    const variable = variableOf[key];
    if (variable === undefined) return fail(`luota does not know the connection's \`${key}\``);
    if (value.includes("\0")) return fail(`the connection's \`${key}\` holds a NUL`);
    variables[variable] = value;
  }
  return ok(variables);
}

const variableOf: Readonly<Record<string, string>> = {
  host: "PGHOST",
  hostaddr: "PGHOSTADDR",
  port: "PGPORT",
  dbname: "PGDATABASE",
  user: "PGUSER",
  password: "PGPASSWORD",
  passfile: "PGPASSFILE",
  options: "PGOPTIONS",
  application_name: "PGAPPNAME",
  service: "PGSERVICE",
  connect_timeout: "PGCONNECT_TIMEOUT",
  sslmode: "PGSSLMODE",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  sslrootcert: "PGSSLROOTCERT",
  sslcrl: "PGSSLCRL",
  channel_binding: "PGCHANNELBINDING",
  gssencmode: "PGGSSENCMODE",
  target_session_attrs: "PGTARGETSESSIONATTRS",
};

type Pairs = readonly (readonly [string, string])[];

/** `postgres://user:password@host:port/database?sslmode=require`; several hosts are parted by commas. */
function readUrl(text: string): Pairs | null {
  const match =
    /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^/?#]*)(?:\/([^?#]*))?(?:\?(.*))?$/su.exec(
      text,
    ) as (string | undefined)[] | null;
  if (match === null) return null;
  const [, user = "", password = "", hosts = "", database = "", query = ""] = match;
  const places = hosts === "" ? [] : hosts.split(",").map(readPlace);
  const host = places.map((place) => place.host).join(",");
  const port = places.some((place) => place.port !== "")
    ? places.map((place) => place.port).join(",")
    : "";
  try {
    const said = [
      ["user", decodeURIComponent(user)],
      ["password", decodeURIComponent(password)],
      ["host", decodeURIComponent(host)],
      ["port", port],
      ["dbname", decodeURIComponent(database)],
    ] as const;
    return [...said.filter(([, value]) => value !== ""), ...new URLSearchParams(query)];
  } catch {
    return null;
  }
}

function readPlace(text: string): { readonly host: string; readonly port: string } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/u.exec(text) as (string | undefined)[] | null;
  return { host: (match?.[1] ?? text).replaceAll(/[[\]]/gu, ""), port: match?.[2] ?? "" };
}

/** `host=db user=luota password='a b'`; a backslash takes the next character as it is. */
function readWords(text: string): Pairs | null {
  const pairs: [string, string][] = [];
  let rest = text;
  while (rest !== "") {
    const match = /^([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))(?:\s+|$)/su.exec(
      rest,
    ) as (string | undefined)[] | null;
    if (match === null) return null;
    const [whole = "", key = "", quoted, plain = ""] = match;
    pairs.push([key, (quoted ?? plain).replaceAll(/\\(.)/gsu, "$1")]);
    rest = rest.slice(whole.length);
  }
  return pairs.length === 0 ? null : pairs;
}
