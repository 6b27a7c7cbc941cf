import { fail, ok, type Result } from "../base/result.ts";
import type { Probe, ResolvedProbe } from "../domain/probe.ts";
import type { TextOrSecret } from "../domain/secret-reference.ts";
import { resolveSecret, type SecretFailure, type SecretSource } from "./secret-values.ts";

export interface ProbeAtHand {
  readonly probe: ResolvedProbe;
  /** Values that must appear nowhere else. */
  readonly secretValues: readonly string[];
}

/** A probe with its secrets looked up, or which one this process can't have. */
export function resolveProbe(
  probe: Probe,
  source: SecretSource,
): Result<ProbeAtHand, SecretFailure> {
  switch (probe.kind) {
    case "file":
    case "command":
      return ok({ probe, secretValues: [] });
    case "http": {
      const names = Object.keys(probe.headers);
      const found = resolveAll([probe.url, ...Object.values(probe.headers)], source);
      if (!found.ok) return found;
      const [url = "", ...values] = found.value.texts;
      const headers = Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
      return ok({ probe: { ...probe, url, headers }, secretValues: found.value.secretValues });
    }
    case "sql": {
      const { database } = probe;
      if (database.kind === "sqlite")
        return ok({ probe: { ...probe, database }, secretValues: [] });
      const found = resolveAll([database.connection], source);
      if (!found.ok) return found;
      const { texts, secretValues } = found.value;
      const connection = texts[0] ?? "";
      const password = passwordIn(connection);
      return ok({
        probe: { ...probe, database: { ...database, connection } },
        secretValues: [...secretValues, ...(password === null ? [] : [password])],
      });
    }
  }
}

function resolveAll(
  values: readonly TextOrSecret[],
  source: SecretSource,
): Result<
  { readonly texts: readonly string[]; readonly secretValues: readonly string[] },
  SecretFailure
> {
  const texts: string[] = [];
  const secretValues: string[] = [];
  for (const value of values) {
    const found = resolveSecret(value, source);
    if (!found.ok) return fail(found.failure);
    texts.push(found.value);
    if (value.kind !== "text") secretValues.push(found.value);
  }
  return ok({ texts, secretValues });
}

/** The password of a connection may turn up by itself. */
function passwordIn(connection: string): string | null {
  const written =
    /:\/\/[^\s/:@]*:([^\s/@]+)@/u.exec(connection)?.[1] ??
    /\bpassword\s*=\s*(?:'([^']*)'|(\S+))/u
      .exec(connection)
      ?.slice(1)
      .find((each) => each);
  return written ?? null;
}
