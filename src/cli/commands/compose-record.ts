import { readFileSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { ok, type Result } from "../../base/result.ts";
import { storyFacts } from "../../daemon/read-story.ts";
import { factsOf } from "../../domain/incident-facts.ts";
import { composeRecord } from "../../record/compose.ts";
import type { IncidentRecordDocument } from "../../record/document.ts";
import type { RecordedRun, RunDocument } from "../../record/document-parts.ts";
import type { FoundRun } from "../../record/facts.ts";
import { hostName } from "../../recorder/host-facts.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { readEvidence } from "../../store/evidence-read.ts";
import { readRecord, type RecordRead } from "../../store/record-read.ts";
import { redact } from "../../text/redact.ts";
import { secretsFromEnvironment } from "../../text/secrets.ts";
import { version } from "../version.ts";
import { evidenceToJson } from "../view/evidence-json.ts";
import { runToJson } from "../view/run-json.ts";
import type { Scene } from "./scene.ts";

/** Reads and composes the record of an incident; null where there is none of that number. */
export function readRecordDocument(
  number: number,
  scene: Scene,
): Result<IncidentRecordDocument | null, StoreFailure> {
  const read = readRecord(scene.store, number);
  if (!read.ok) return read;
  return ok(read.value === null ? null : compose(read.value, scene));
}

function compose(read: RecordRead, { store, rules, actor, io }: Scene): IncidentRecordDocument {
  const scene = { rules, host: hostName(), now: io.now() };
  const story = storyFacts(store, read, scene, { kind: "opened", acknowledgeUrl: null });
  const { notices, attempts } = read.record;
  const routes = story.rules.routes ?? rules.ownerOf(story.rules)?.routes ?? [];
  return composeRecord({
    story,
    workspace: rules.config?.workspace ?? null,
    config: rules.number,
    routes,
    runbookText: readRunbook(story.rules.runbook, io.environment),
    drill: read.drill,
    runs: read.runs.runs.map((each) => foundRun(each, read, store)),
    moreRuns: read.runs.more,
    notices,
    attempts: attempts.map((each) => ({ ...each, witness: read.witnesses.get(each.id) ?? null })),
    events: read.events,
    quiet: read.quiet.map((each) => ({ ...each, by: each.by.user })),
    chain: read.chain,
    by: actor,
    version,
  });
}

function foundRun(
  each: RecordRead["runs"]["runs"][number],
  read: RecordRead,
  store: Scene["store"],
): FoundRun {
  const { id, startedAt } = each.run.start;
  const heard = readEvidence(store, id);
  const evidence = (heard.ok ? heard.value : []).map(evidenceToJson);
  const json = { ...(runToJson(each.run) as RunDocument), evidence };
  return { ...each, role: roleOf(id, startedAt, read), json };
}

/** What a run is to the story. */
function roleOf(id: string, startedAt: number, { record }: RecordRead): RecordedRun["role"] {
  const { incident, timeline } = record;
  const { resolution, resolvedAt } = incident;
  const facts = factsOf(incident);
  if (resolution?.kind === "healed" && resolution.run === id) return "healed";
  const breaks = timeline.flatMap((entry) => ("detail" in entry ? [entry.detail.run] : []));
  if ((breaks.find((run) => run !== null) ?? facts.run) === id) return "broke";
  if (facts.lastGood?.run === id) return "last-good";
  if (breaks.includes(id) || facts.run === id) return "occurrence";
  if (timeline.some((entry) => "detail" in entry && entry.detail.lastGood?.run === id))
    return "last-good";
  return resolvedAt !== null && startedAt > resolvedAt ? "after" : "between";
}

/** More text than this is a book; the record names its place then. */
const mostRunbook = 65_536;

const isText = /\.(?:md|txt|markdown|rst|adoc)$/iu;

/** The text of a runbook that is a file here; null for URLs, sentences and what can't be read. */
function readRunbook(
  runbook: string | null,
  environment: Scene["io"]["environment"],
): string | null {
  if (runbook === null || !isAbsolute(runbook) || !isText.test(runbook)) return null;
  try {
    const found = statSync(runbook);
    if (!found.isFile() || found.size > mostRunbook) return null;
    const text = readFileSync(runbook, "utf8");
    return text.includes("\0") ? null : redact(text, secretsFromEnvironment(environment));
  } catch {
    return null;
  }
}
