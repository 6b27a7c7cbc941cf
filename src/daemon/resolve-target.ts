import { ok, type Result } from "../base/result.ts";
import { unreachable } from "../base/unreachable.ts";
import type { Mailer, ResolvedTarget, RouteTarget } from "../domain/route.ts";
import type { TextOrSecret } from "../domain/secret-reference.ts";
import { resolveSecret, type SecretFailure, type SecretSource } from "./secret-values.ts";

/** A target with its secrets, and their values, which must appear nowhere else. */
export interface TargetAtHand {
  readonly target: ResolvedTarget;
  readonly secretValues: readonly string[];
}

/** Looks up every secret of a route, or says which one this process can't have. */
export function resolveTarget(
  target: RouteTarget,
  source: SecretSource,
): Result<TargetAtHand, SecretFailure> {
  const secretValues: string[] = [];
  const look = (value: TextOrSecret): string => {
    const found = resolveSecret(value, source);
    if (!found.ok) throw new NotAtHand(found.failure);
    if (value.kind !== "text") secretValues.push(found.value, ...partsOf(found.value));
    return found.value;
  };
  try {
    return ok({ target: resolveWith(target, look), secretValues });
  } catch (error) {
    if (error instanceof NotAtHand) return { ok: false, failure: error.failure };
    throw error;
  }
}

type Look = (value: TextOrSecret) => string;

function resolveWith(target: RouteTarget, look: Look): ResolvedTarget {
  const orNull = (value: TextOrSecret | null) => (value === null ? null : look(value));
  switch (target.kind) {
    case "slack": {
      const { via } = target;
      return via.kind === "webhook"
        ? { kind: "slack", via: { kind: "webhook", url: look(via.url) } }
        : { kind: "slack", via: { ...via, token: look(via.token) } };
    }
    case "email":
      return { ...target, mailer: resolveMailer(target.mailer, look) };
    case "webhook": {
      const { url, secrets, signingKey, headers } = target;
      const resolved = Object.entries(headers).map(([name, value]) => [name, look(value)]);
      return {
        ...target,
        url: look(url),
        secrets: secrets.map(look),
        signingKey: orNull(signingKey),
        headers: Object.fromEntries(resolved) as Record<string, string>,
      };
    }
    case "pagerduty":
      return { ...target, key: look(target.key) };
    case "ntfy":
      return { ...target, topic: look(target.topic), token: orNull(target.token) };
    case "discord":
      return { ...target, url: look(target.url) };
    default:
      return unreachable(target);
  }
}

function resolveMailer(
  mailer: Extract<RouteTarget, { kind: "email" }>["mailer"],
  look: Look,
): Mailer<string> {
  if (mailer.kind === "sendmail") return mailer;
  const { password } = mailer.smtp;
  return {
    kind: "smtp",
    smtp: { ...mailer.smtp, password: password === null ? null : look(password) },
  };
}

/** Of a secret URL, an error may show its path alone. */
function partsOf(value: string): readonly string[] {
  const url = URL.parse(value);
  if (url === null || url.host === "") return [];
  return [url.pathname + url.search, url.pathname].filter((part) => part.length > 1);
}

class NotAtHand extends Error {
  readonly failure: SecretFailure;

  constructor(failure: SecretFailure) {
    super(failure.reason);
    this.failure = failure;
  }
}
