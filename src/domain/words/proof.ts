import type { Json } from "../../base/json.ts";
import type { Evidence } from "../evidence.ts";
import { latestOf } from "../evidence-standing.ts";
import { nearestName } from "../nearest-name.ts";
import type { Run } from "../run.ts";

type Proving = Pick<Run, "proof" | "evidence">;

const mostSteps = 5;
const longest = 200;

/** What a run did prove, the steps in the order of the config: each with what was measured and answered. */
export function provenSteps({ proof, evidence = [] }: Proving): readonly string[] {
  const steps = (proof?.owed ?? []).flatMap((step) => {
    const counts = latestOf(step, evidence);
    return counts?.state === "good" ? [`${step.name} ${howWords(counts)}`] : [];
  });
  const more = steps.length - mostSteps;
  return more > 0 ? [...steps.slice(0, mostSteps), `${more} more steps proven`] : steps;
}

/** Why steps are not proven, as far as anything was heard of them: `uploaded: the API said 500`. */
export function unprovenWhy({ proof, evidence = [] }: Proving): readonly string[] {
  const owed = (proof?.owed ?? []).map((step) => step.name);
  const strange = evidence.filter((each) => !owed.includes(each.step)).map((each) => each.step);
  return (proof?.missing ?? []).slice(0, mostSteps).flatMap((name) => {
    const last = evidence.findLast((each) => each.step === name && each.state !== "good");
    if (last !== undefined) return [`${name}: ${cut(whyWords(last))}`];
    const typed = strange.find((each) => nearestName(each, [name]) !== null);
    return typed === undefined ? [] : [`${name}: the job claimed ${typed}`];
  });
}

function howWords({ source, values, receipt }: Evidence): string {
  const measured = Object.entries(values).map(([key, value]) => `${key}=${plain(value)}`);
  const answer = receipt === null ? [] : [`the provider said ${receipt.trim()}`];
  const how = { claimed: "claimed", verified: "verified", elsewhere: "proven elsewhere" }[source];
  const said = [measured.join(" "), ...answer].filter((part) => part !== "").join(", ");
  return said === "" ? how : `${how} (${cut(said)})`;
}

function whyWords({ note, receipt, state }: Evidence): string {
  const said = [note, receipt].filter((part) => part !== null).join("; ");
  return said === "" ? (state === "bad" ? "it failed" : "nothing can be told of it") : said;
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
