import { formatDuration, type Milliseconds } from "../base/duration.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { HttpProbe, JsonExpectation } from "./probe.ts";
import { weighValue } from "./reading-compare.ts";
import { doubt, fact, problem, type Finding } from "./reading-finding.ts";
import type { JsonSeen, Seen } from "./reading.ts";
import { weighText } from "./reading-text.ts";

type Expect = HttpProbe["expect"];
type Answer = Extract<Seen, { kind: "answer" }>;

const day: Milliseconds = 86_400_000;

export function weighAnswer(
  expect: Expect,
  seen: Answer,
  { at, tookMs }: { readonly at: EpochMilliseconds; readonly tookMs: Milliseconds },
): readonly Finding[] {
  const findings = [weighStatus(expect, seen), weighTime(expect, tookMs)];
  // What an error page holds is no news.
  if (findings[0]?.kind === "problem") return findings;
  for (const [name, matches] of Object.entries(seen.headers))
    findings.push(
      matches
        ? fact(`the header ${name} is as asked`)
        : problem(`the header ${name} is not as asked`),
    );
  expect.json.forEach((asked, index) => {
    const found = seen.json[index];
    if (found !== undefined) findings.push(...weighJson(asked, found, at));
  });
  findings.push(...weighText("the answer", expect.body, seen.body));
  const { certificateDays } = expect;
  if (certificateDays !== null) findings.push(weighCertificate(certificateDays, seen, at));
  return findings;
}

function weighStatus({ status: asked }: Expect, { status, excerpt }: Answer): Finding {
  const isGood = asked.length === 0 ? status >= 200 && status < 300 : asked.includes(status);
  if (isGood) return fact(`status ${status}`);
  const said = excerpt === "" ? "" : ` (${excerpt.trim().split("\n")[0]?.slice(0, 120) ?? ""})`;
  const words = asked.length === 0 ? "200 to 299" : asked.join(" or ");
  return problem(`status ${status}${said}, ${words} is asked`);
}

function weighTime({ withinMs }: Expect, tookMs: Milliseconds): Finding {
  const words = `answered in ${formatDuration(tookMs)}`;
  return withinMs !== null && tookMs > withinMs
    ? problem(`${words}, ${formatDuration(withinMs)} is allowed`)
    : fact(words);
}

function weighJson(
  { path, value: asked }: JsonExpectation,
  found: JsonSeen,
  at: EpochMilliseconds,
): readonly Finding[] {
  switch (found.kind) {
    case "value":
      return weighValue(path, found.value, asked, found.matched, at);
    case "nothing":
      return [problem(`${path} is not there`)];
    case "many":
      return [doubt(`${path} is a list or a mapping, not one value`)];
    case "no-json":
      return [problem(found.reason)];
    default:
      return unreachable(found);
  }
}

function weighCertificate(days: number, seen: Answer, at: EpochMilliseconds): Finding {
  const until = seen.certificateUntil;
  if (until === null) return doubt("there is no certificate, since the URL is not https");
  const left = until - at;
  const goesBadAt = until - days * day;
  const words = `its certificate is valid for ${formatDuration(left)}`;
  return left >= days * day
    ? { kind: "fact", words, until: goesBadAt }
    : { kind: "problem", words: `${words}, ${days} days are asked`, since: goesBadAt };
}
