import { unreachable } from "../../base/unreachable.ts";
import type { RouteTarget } from "../../domain/route.ts";
import type { TextOrSecret } from "../../domain/secret-reference.ts";
import type { Complain } from "../entry.ts";
import type { Problem } from "../problem.ts";
import type { RawRoute } from "../shape/route.ts";
import { isLiteralSecret } from "../shape/secrets.ts";
import { listOf } from "../shape/section.ts";
import { conflict } from "./conflict.ts";

type RawWebhook = NonNullable<RawRoute["webhook"]>;
type Key = keyof RawWebhook;

/** A webhook with a URL of its own, or one of the presets; null where something needed is missing. */
export function buildWebhook(raw: RawWebhook, complain: Complain): RouteTarget | null {
  return raw.preset === undefined ? buildPlain(raw, complain) : buildPreset(raw, complain);
}

function buildPlain(raw: RawWebhook, complain: Complain): RouteTarget | null {
  const { url, secret, signingKey = null, headers = {}, template = null } = raw;
  for (const key of ["key", "topic", "token"] as const) {
    const problem = { kind: "no-effect", key, needed: "preset" } as const;
    if (raw[key] !== undefined) complain(["webhook", key], "key", problem);
  }
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const path = ["webhook", "headers", name];
    const same = names.get(name.toLowerCase());
    names.set(name.toLowerCase(), name);
    if (same !== undefined) {
      complain(path, "key", { kind: "duplicate", noun: "header", read: name, first: null });
    }
    if (!isLiteralSecret(name, value)) continue;
    const variable = name.toUpperCase().replaceAll(/\W/gu, "_");
    const what = "the value of this header";
    complain(path, "value", { kind: "literal-secret", what, variable });
  }
  const signing = { secrets: listOf(secret), signingKey };
  if (url !== undefined) return { kind: "webhook", url, ...signing, headers, template };
  complain(["webhook"], "key", { kind: "needs-one-of", keys: ["url", "preset"] });
  return null;
}

/** What may stand beside each preset, and why the rest may not. */
const fitting: Readonly<Record<NonNullable<RawWebhook["preset"]>, readonly Key[]>> = {
  pagerduty: ["key", "url"],
  ntfy: ["topic", "url", "token"],
  discord: ["url"],
};

const stray: Readonly<Record<Exclude<Key, "preset">, string>> = {
  url: "the preset knows where to post",
  secret: "the receiver checks no signatures",
  signingKey: "the receiver checks no signatures",
  headers: "the preset knows what to send",
  template: "the preset knows what to send",
  key: "only pagerduty has an integration key",
  topic: "only ntfy has topics",
  token: "only ntfy takes a token",
};

function buildPreset(raw: RawWebhook, complain: Complain): RouteTarget | null {
  const { preset = "pagerduty", url, key, topic, token = null } = raw;
  for (const [name, why] of Object.entries(stray)) {
    if (raw[name as Key] === undefined || fitting[preset].includes(name as Key)) continue;
    complain(["webhook", name], "key", conflict([`preset: ${preset}`, name], why));
  }
  const missing = (needed: Key): null => {
    complain(["webhook"], "key", { kind: "needs-one-of", keys: [needed] });
    return null;
  };
  switch (preset) {
    case "pagerduty":
      if (key === undefined) return missing("key");
      return { kind: preset, key, url: serverOf(url, pagerdutyUrl, "key", complain) };
    case "ntfy":
      if (topic === undefined) return missing("topic");
      if (topic.kind === "text" && !/^[-_A-Za-z0-9]{1,64}$/u.test(topic.text)) {
        const expected = "letters, digits, `_` and `-`, up to 64";
        const form = { kind: "bad-form", read: topic.text, expected, example: "acme-ops" } as const;
        complain(["webhook", "topic"], "value", form);
      }
      return { kind: preset, url: serverOf(url, ntfyUrl, "token", complain), topic, token };
    case "discord": {
      if (url === undefined) return missing("url");
      if (url.kind !== "text") return { kind: preset, url };
      const what = "the URL of a webhook, which is a secret itself,";
      const variable = "DISCORD_WEBHOOK_URL";
      complain(["webhook", "url"], "value", { kind: "literal-secret", what, variable });
      return null;
    }
    default:
      return unreachable(preset);
  }
}

const pagerdutyUrl = "https://events.pagerduty.com/v2/enqueue";
const ntfyUrl = "https://ntfy.sh";

function serverOf(
  url: TextOrSecret | undefined,
  usual: string,
  secretKey: string,
  complain: Complain,
): string {
  if (url === undefined) return usual;
  if (url.kind === "text") return url.text;
  const expected = `the URL itself, since the secret is \`${secretKey}\``;
  const read = url.kind === "env" ? `env:${url.name}` : `file:${url.path}`;
  const problem: Problem = { kind: "bad-form", read, expected, example: usual };
  complain(["webhook", "url"], "value", problem);
  return usual;
}
