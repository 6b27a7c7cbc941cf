import { exitCode } from "../../base/exit-code.ts";
import { ok, type Result } from "../../base/result.ts";
import type { Span } from "../../domain/facts.ts";
import { composeProof } from "../../record/compose-proof.ts";
import { canonicalRecord, prettyRecord } from "../../record/json.ts";
import type { PeriodProofDocument } from "../../record/proof-document.ts";
import { renderProofHtml } from "../../record/proof-html.ts";
import { renderProofMarkdown } from "../../record/proof-markdown.ts";
import { hostName } from "../../recorder/host-facts.ts";
import { readMonitorNames } from "../../store/monitors-read.ts";
import { readProof } from "../../store/proof-read.ts";
import type { StoreFailure } from "../../store/failure.ts";
import { sha256Hex } from "../../text/digest.ts";
import { quote } from "../complain/quote.ts";
import { describeUnknown } from "../complain/unknown.ts";
import type { Io } from "../io.ts";
import type { ExportOptions } from "../options.ts";
import { readSince } from "../read-options.ts";
import { version } from "../version.ts";
import type { ExportFormat } from "./export-format.ts";
import { handOut } from "./hand-out.ts";
import type { Done, Scene } from "./scene.ts";
import { withWatch } from "./with-watch.ts";

/** `luota export NAME --since 90d`, `--all`, `--owner X`: what was promised, and what came of it. */
export async function exportProof(
  word: string | undefined,
  format: ExportFormat,
  options: ExportOptions,
  io: Io,
): Promise<number> {
  const span = readSpan(options, io);
  const named = [word, options.all, options.owner].filter((each) => each !== undefined).length;
  const wrong = !span.ok
    ? span.failure
    : format === "bundle"
      ? "a bundle is of one incident; the proof of a period is json, markdown or html"
      : named !== 1
        ? "export: one of NAME, --all and --owner says whose proof it is"
        : null;
  if (wrong !== null || !span.ok || format === "bundle") {
    io.terminal.err(`luota: ${wrong ?? ""}`);
    return exitCode.usage;
  }
  return await withWatch(
    options,
    io,
    (scene) => prove(word, format, span.value, options, scene),
    () => {
      io.terminal.err("luota: there is no store yet, so there is nothing to prove");
      return exitCode.usage;
    },
  );
}

const usualSpan = 90 * 86_400_000;

function readSpan({ since, until }: ExportOptions, io: Io): Result<Span, string> {
  const now = io.now();
  const from = readSince(since, now);
  if (!from.ok) return from;
  const to = readSince(until, now);
  if (!to.ok) return { ok: false, failure: to.failure.replace("--since", "--until") };
  const span = { from: from.value ?? now - usualSpan, until: to.value ?? now };
  return span.from < span.until
    ? ok(span)
    : { ok: false, failure: "--since is not before --until" };
}

async function prove(
  word: string | undefined,
  format: Exclude<ExportFormat, "bundle">,
  span: Span,
  options: ExportOptions,
  scene: Scene,
): Done {
  const names = namesOf(word, options, scene);
  if (!names.ok) return names;
  if (names.value === null) return ok(exitCode.usage);
  const spanMs = Math.max(3_600_000, Math.ceil((span.until - span.from) / 90));
  const read = readProof(scene.store, names.value, { ...span, spanMs });
  if (!read.ok) return read;
  const { rules, actor, io } = scene;
  const { owner } = options;
  const scope: PeriodProofDocument["scope"] =
    word !== undefined
      ? { kind: "monitor", name: word }
      : owner === undefined
        ? { kind: "all", name: null }
        : { kind: "owner", name: owner };
  const proof = composeProof({
    ...read.value,
    ...{ span, spanMs, scope, by: actor, version, host: hostName(), now: io.now() },
    workspace: rules.config?.workspace ?? null,
    monitors: read.value.monitors.map((monitor) => {
      const promise = rules.monitorNamed(monitor.name);
      return { ...monitor, rules: promise, owner: rules.ownerOf(promise)?.title ?? null };
    }),
  });
  const text = render(proof, format);
  const recordDigest = sha256Hex(canonicalRecord(proof));
  const made = {
    incident: null,
    monitor: word ?? null,
    format,
    digest: sha256Hex(text),
    recordDigest,
  };
  return await Promise.resolve(handOut(text, made, options, scene));
}

/** Null after it was said that there is none. */
function namesOf(
  word: string | undefined,
  { owner }: ExportOptions,
  { store, rules, io }: Scene,
): Result<readonly string[] | null, StoreFailure> {
  const known = readMonitorNames(store);
  if (!known.ok) return known;
  const names = known.value.filter((name) => !name.startsWith("luota/")).toSorted();
  if (word !== undefined) {
    if (known.value.includes(word)) return ok([word]);
    io.terminal.err(`luota: ${describeUnknown(word, known.value)}`);
    return ok(null);
  }
  if (owner === undefined) return ok(names);
  const owned = names.filter((name) => rules.monitorNamed(name).owner === owner);
  if (owned.length > 0) return ok(owned);
  const owners = (rules.config?.owners ?? []).map((each) => each.name).join(", ");
  io.terminal.err(
    `luota: no monitor belongs to ${quote(owner)}${owners === "" ? "" : `; owners: ${owners}`}`,
  );
  return ok(null);
}

function render(proof: PeriodProofDocument, format: Exclude<ExportFormat, "bundle">): string {
  switch (format) {
    case "json":
      return prettyRecord(proof);
    case "markdown":
      return renderProofMarkdown(proof);
    case "html":
      return renderProofHtml(proof);
  }
}
