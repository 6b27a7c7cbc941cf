import type { Mailer, Route, RouteTarget, Smtp } from "../../domain/route.ts";
import type { SecretReference } from "../../domain/secret-reference.ts";
import type { Complain } from "../entry.ts";
import { listOf } from "../shape/section.ts";
import { buildWebhook } from "./webhook.ts";
import { conflict } from "./conflict.ts";
import type { RawRoute } from "../shape/route.ts";

/** A route, or null where it leads nowhere; then it was complained of. */
export function buildRoute(name: string, raw: RawRoute, complain: Complain): Route | null {
  const kinds = (["slack", "email", "webhook"] as const).filter((kind) => raw[kind] !== undefined);
  if (kinds.length !== 1) {
    const problem =
      kinds.length === 0
        ? ({ kind: "needs-one-of", keys: ["slack", "email", "webhook"] } as const)
        : conflict(kinds, "a route leads to one place", "make a route of its own for each");
    complain([], "key", problem);
    return null;
  }
  const target = buildTarget(raw, complain);
  return target === null ? null : { name, pager: raw.pager ?? false, target };
}

function buildTarget(raw: RawRoute, complain: Complain): RouteTarget | null {
  if (raw.slack !== undefined) return buildSlack(raw.slack, complain);
  if (raw.email !== undefined) return buildEmail(raw.email, complain);
  return raw.webhook === undefined ? null : buildWebhook(raw.webhook, complain);
}

function buildSlack(
  { webhook, token, channel, api }: NonNullable<RawRoute["slack"]>,
  complain: Complain,
): RouteTarget | null {
  if (webhook !== undefined) {
    if (token !== undefined) {
      const why = "a webhook needs no token, and a bot no webhook";
      complain(["slack", "token"], "key", conflict(["webhook", "token"], why));
      return null;
    }
    for (const [key, given] of Object.entries({ channel, api })) {
      const problem = { kind: "no-effect", key, needed: "token" } as const;
      if (given !== undefined) complain(["slack", key], "key", problem);
    }
    return { kind: "slack", via: { kind: "webhook", url: webhook } };
  }
  if (token === undefined) {
    complain(["slack"], "key", { kind: "needs-one-of", keys: ["webhook", "token"] });
    return null;
  }
  if (channel === undefined) {
    complain(["slack"], "key", { kind: "needs-one-of", keys: ["channel"] });
    return null;
  }
  const given = api ?? "https://slack.com/api/";
  const slashed = given.endsWith("/") ? given : `${given}/`;
  return { kind: "slack", via: { kind: "bot", token, channel, api: slashed } };
}

function buildEmail(
  { from, to, smtp, sendmail }: NonNullable<RawRoute["email"]>,
  complain: Complain,
): RouteTarget | null {
  const email = (mailer: Mailer<SecretReference>): RouteTarget => {
    return { kind: "email", from, to: listOf(to), mailer };
  };
  if (smtp !== undefined && sendmail !== undefined) {
    const why = "the mail leaves one way";
    complain(["email", "sendmail"], "key", conflict(["smtp", "sendmail"], why));
    return null;
  }
  if (sendmail !== undefined) return email({ kind: "sendmail", path: sendmail });
  if (smtp !== undefined) return email({ kind: "smtp", smtp: buildSmtp(smtp, complain) });
  complain(["email"], "key", { kind: "needs-one-of", keys: ["smtp", "sendmail"] });
  return null;
}

type RawSmtp = NonNullable<NonNullable<RawRoute["email"]>["smtp"]>;

function buildSmtp(raw: RawSmtp, complain: Complain): Smtp {
  const { host, port = 587, user = null, password = null } = raw;
  const security = raw.security ?? (port === 465 ? "implicit" : "starttls");
  const path = ["email", "smtp"];
  if ((user === null) !== (password === null)) {
    const [key, needed] = user === null ? ["password", "user"] : ["user", "password"];
    complain([...path, key], "key", { kind: "no-effect", key, needed });
  }
  if (password !== null && security === "none") {
    const why = "the password would travel in the open";
    complain([...path, "security"], "key", conflict(["security: none", "password"], why));
  }
  return { host, port, security, user, password };
}
