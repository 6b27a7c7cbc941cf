import type { HttpProbe } from "../../domain/probe.ts";
import type { Complain } from "../entry.ts";
import type { RawProbe } from "../shape/probe.ts";
import { isLiteralSecret } from "../shape/secrets.ts";
import { listOf } from "../shape/section.ts";
import { asksNothing, buildComparison } from "./comparison.ts";
import { conflict } from "./conflict.ts";

type RawHttp = NonNullable<RawProbe["http"]>;

/** What is asked over HTTP, and what must come back. */
export function buildHttp(
  raw: RawHttp,
  complain: Complain,
): Pick<HttpProbe, "url" | "method" | "headers" | "body" | "redirects" | "expect"> {
  const { url, method = "GET", headers = {}, body = null } = raw;
  for (const [name, value] of Object.entries(headers)) {
    if (!isLiteralSecret(name, value)) continue;
    const variable = name.toUpperCase().replaceAll(/\W/gu, "_");
    const what = "the value of this header";
    complain(["http", "headers", name], "value", { kind: "literal-secret", what, variable });
  }
  if (body !== null && method !== "POST") {
    const why = "only a POST has a body";
    complain(["http", "body"], "key", conflict(["body", "method"], why, "add `method: POST`"));
  }
  checkAnswer(raw, complain);
  const json = listOf(raw.json).map(({ path, ...value }) => {
    return { path, value: buildComparison(value) };
  });
  return {
    ...{ url, method, headers, body, redirects: raw.redirects ?? 0 },
    expect: {
      status: listOf(raw.status),
      headers: raw.answerHeaders ?? {},
      json,
      body: { matches: raw.matches ?? null, not: raw.not ?? null },
      withinMs: raw.within ?? null,
      certificateDays: raw.certificateDays ?? null,
    },
  };
}

function checkAnswer(raw: RawHttp, complain: Complain): void {
  if (raw.method === "HEAD") {
    for (const key of ["json", "matches", "not"] as const) {
      if (raw[key] === undefined) continue;
      complain(["http", key], "key", conflict([key, "method: HEAD"], "HEAD brings no content"));
    }
  }
  listOf(raw.json).forEach(({ path, ...value }, index) => {
    if (path === "" || !asksNothing(value)) return;
    const place = Array.isArray(raw.json) ? ["http", "json", index] : ["http", "json"];
    const keys = ["equals", "min", "max", "matches", "maxAge"];
    complain(place, "key", { kind: "needs-one-of", keys });
  });
  if (
    raw.certificateDays !== undefined &&
    raw.url.kind === "text" &&
    /^http:/iu.test(raw.url.text)
  ) {
    const why = "a certificate needs https";
    complain(["http", "certificateDays"], "key", conflict(["certificateDays", "url"], why));
  }
}
