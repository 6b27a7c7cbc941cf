import { unreachable } from "../../base/unreachable.ts";
import type { Route, RouteTarget } from "../../domain/route.ts";
import { writeReference, type TextOrSecret } from "../../domain/secret-reference.ts";
import { said, type Plain, type PlainMap } from "./plain.ts";

export function writeRoute({ pager, target }: Route): PlainMap {
  return { pager, ...writeTarget(target) };
}

function writeTarget(target: RouteTarget): PlainMap {
  switch (target.kind) {
    case "slack":
      return { slack: writeSlack(target.via) };
    case "email":
      return { email: { from: target.from, to: target.to, ...writeMailer(target.mailer) } };
    case "webhook":
      return {
        webhook: said({
          url: writeReference(target.url),
          secret: oneOrAll(target.secrets.map(writeReference)),
          signingKey: orNull(target.signingKey),
          headers: writeValues(target.headers),
          template: target.template,
        }),
      };
    case "pagerduty": {
      const key = writeReference(target.key);
      return { webhook: { preset: "pagerduty", key, url: target.url } };
    }
    case "ntfy": {
      const [topic, token] = [writeReference(target.topic), orNull(target.token)];
      return { webhook: said({ preset: "ntfy", url: target.url, topic, token }) };
    }
    case "discord":
      return { webhook: { preset: "discord", url: writeReference(target.url) } };
    default:
      return unreachable(target);
  }
}

function writeSlack(via: Extract<RouteTarget, { kind: "slack" }>["via"]): PlainMap {
  if (via.kind === "webhook") return { webhook: writeReference(via.url) };
  return { token: writeReference(via.token), channel: via.channel, api: via.api };
}

function writeMailer(mailer: Extract<RouteTarget, { kind: "email" }>["mailer"]): PlainMap {
  if (mailer.kind === "sendmail") return { sendmail: mailer.path };
  const { host, port, security, user, password } = mailer.smtp;
  return { smtp: said({ host, port, security, user, password: orNull(password) }) };
}

/** Variables of a job, or headers of a request. */
export function writeValues(values: Readonly<Record<string, TextOrSecret>>): PlainMap {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, writeReference(value)]),
  );
}

function oneOrAll(texts: readonly string[]): Plain {
  return texts.length === 1 && texts[0] !== undefined ? texts[0] : texts;
}

function orNull(value: TextOrSecret | null): string | null {
  return value === null ? null : writeReference(value);
}
