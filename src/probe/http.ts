import { formatDuration } from "../base/duration.ts";
import { isBlockedAddress } from "../domain/blocked-address.ts";
import { describeNetworkError } from "../domain/network-error.ts";
import type { HttpProbe } from "../domain/probe.ts";
import type { Seen } from "../domain/reading.ts";
import { credentialsOf } from "../domain/url-credentials.ts";
import { ask, type Answer, type Way } from "./http-ask.ts";
import { seeJson } from "./http-json.ts";
import { findMatch, seeText, tooSlow } from "./match.ts";
import { codeOf, unknown, type Look } from "./world.ts";

const longestExcerpt = 500;

/** Asks once, over connections of its own. Redirects are followed only as far as the probe says. */
export const lookAtAnswer: Look<HttpProbe<string>> = async (probe, _world, stop) => {
  let url = URL.parse(probe.url);
  for (let hops = 0; ; hops += 1) {
    if (url === null || !/^https?:$/u.test(url.protocol))
      return unknown("this is no http or https URL");
    if (isBlockedAddress(url.hostname)) return unknown(blocked);
    const way: Way = { blocked: false };
    try {
      const answer = await ask(request(probe, url, hops > 0), way, stop);
      const next = redirectOf(answer, url);
      if (next === null || hops >= probe.redirects) return see(probe, answer);
      url = next;
    } catch (error) {
      if (way.blocked) return unknown(blocked);
      if (stop.aborted)
        return { kind: "no-answer", reason: `no answer within ${formatDuration(probe.timeoutMs)}` };
      return describe(error);
    }
  }
};

const blocked = "the address is link-local or a metadata service, which luota does not ask";

/** Secrets go to the place that they were written down for. */
function request(probe: HttpProbe<string>, url: URL, isRedirected: boolean) {
  const isSame = URL.parse(probe.url)?.origin === url.origin;
  const headers = isSame ? { ...credentialsOf(url), ...probe.headers } : {};
  const method = isRedirected && probe.method === "POST" ? ("GET" as const) : probe.method;
  return { url, method, headers, body: method === "POST" ? probe.body : null };
}

function redirectOf({ status, headers }: Answer, from: URL): URL | null {
  const location = headers["location"];
  if (![301, 302, 303, 307, 308].includes(status) || typeof location !== "string") return null;
  return URL.parse(location, from.href);
}

/** What fails here, and what fails there, where a customer would meet it as well. */
const failsHere: Readonly<Record<string, string>> = {
  EAI_AGAIN: "the host name could not be looked up: the resolver does not answer",
  ENETUNREACH: "this host has no way to that network",
  ENETDOWN: "the network of this host is down",
  EADDRNOTAVAIL: "this host has no address to ask from",
  EMFILE: "this process has too many files open",
  ENFILE: "this host has too many files open",
};

function describe(error: unknown): Seen {
  const here = failsHere[codeOf(error)];
  if (here !== undefined) return unknown(here);
  return { kind: "no-answer", reason: describeNetworkError(error) };
}

function see({ expect }: HttpProbe<string>, answer: Answer): Seen {
  const { status, bytes, whole, certificateUntil } = answer;
  const isPacked = !/^(?:identity)?$/u.test(headerOf(answer, "content-encoding") ?? "");
  const asksText = expect.body.matches !== null || expect.body.not !== null;
  if (isPacked && (asksText || expect.json.length > 0))
    return unknown("the answer is compressed though that was not asked for");
  const body = seeText(expect.body, answer.text, whole);
  const json = seeJson(expect.json, answer.text, whole);
  const headers: Record<string, boolean> = {};
  for (const [name, pattern] of Object.entries(expect.headers)) {
    const value = headerOf(answer, name.toLowerCase());
    const match = value === null ? null : findMatch(pattern, value);
    if (match?.kind === "too-slow") return unknown(tooSlow);
    headers[name] = match?.kind === "match";
  }
  if (body === null || json === null) return unknown(tooSlow);
  const excerpt = isPacked ? "" : answer.text.trim().slice(0, longestExcerpt);
  return { kind: "answer", status, headers, json, body, bytes, certificateUntil, excerpt };
}

function headerOf({ headers }: Answer, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(", ") : value) ?? null;
}
