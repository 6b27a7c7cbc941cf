import { unreachable } from "../../base/unreachable.ts";
import type { Route, RouteTarget } from "../../domain/route.ts";
import { writeReference, type TextOrSecret } from "../../domain/secret-reference.ts";
import { said, type PlainMap } from "./plain.ts";

export function writeRoute({ pager, target }: Route): PlainMap {
  return { pager, ...writeTarget(target) };
}

function writeTarget(target: RouteTarget): PlainMap {
  switch (target.kind) {
    case "slack":
      return { slack: { webhook: writeReference(target.webhook) } };
    case "email": {
      const { host, port, security, user, password } = target.smtp;
      const smtp = said({ host, port, security, user, password: orNull(password) });
      return { email: { from: target.from, to: target.to, smtp } };
    }
    case "webhook":
      return {
        webhook: said({
          url: writeReference(target.url),
          secret: orNull(target.secret),
          headers: writeValues(target.headers),
        }),
      };
    case "pagerduty":
      return { webhook: { preset: "pagerduty", key: writeReference(target.key) } };
    default:
      return unreachable(target);
  }
}

/** Variables of a job, or headers of a request. */
export function writeValues(values: Readonly<Record<string, TextOrSecret>>): PlainMap {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, writeReference(value)]),
  );
}

function orNull(value: TextOrSecret | null): string | null {
  return value === null ? null : writeReference(value);
}
