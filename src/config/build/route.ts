import type { Route, RouteTarget, Smtp } from "../../domain/route.ts";
import type { Complain } from "../entry.ts";
import { isLiteralSecret } from "../shape/secrets.ts";
import { listOf } from "../shape/section.ts";
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
  if (raw.slack !== undefined) return { kind: "slack", webhook: raw.slack.webhook };
  if (raw.email !== undefined) {
    const { from, to, smtp } = raw.email;
    return { kind: "email", from, to: listOf(to), smtp: buildSmtp(smtp, complain) };
  }
  return raw.webhook === undefined ? null : buildWebhook(raw.webhook, complain);
}

function buildSmtp(raw: NonNullable<RawRoute["email"]>["smtp"], complain: Complain): Smtp {
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

function buildWebhook(
  raw: NonNullable<RawRoute["webhook"]>,
  complain: Complain,
): RouteTarget | null {
  const refuse = (key: string, why: string) => {
    complain(["webhook", key], "key", conflict(["preset", key], why));
  };
  const { preset, url, key, secret = null, headers = {} } = raw;
  if (preset !== undefined) {
    if (url !== undefined) refuse("url", "the preset knows where to post");
    if (secret !== null) refuse("secret", "the receiver checks no signatures, it wants `key`");
    if (raw.headers !== undefined) refuse("headers", "the preset knows what to send");
    if (key !== undefined) return { kind: preset, key };
    complain(["webhook"], "key", { kind: "needs-one-of", keys: ["key"] });
    return null;
  }
  if (key !== undefined) {
    complain(["webhook", "key"], "key", { kind: "no-effect", key: "key", needed: "preset" });
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!isLiteralSecret(name, value)) continue;
    const variable = name.toUpperCase().replaceAll(/\W/gu, "_");
    const what = "the value of this header";
    complain(["webhook", "headers", name], "value", { kind: "literal-secret", what, variable });
  }
  if (url !== undefined) return { kind: "webhook", url, secret, headers };
  complain(["webhook"], "key", { kind: "needs-one-of", keys: ["url", "preset"] });
  return null;
}
