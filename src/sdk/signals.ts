import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { JsonObject } from "../base/json.ts";
import {
  evidenceLimits,
  isStepName,
  type EvidenceBody,
  type EvidenceFile,
} from "../domain/evidence.ts";
import type { Signal } from "../domain/report.ts";
import { runLimits } from "../domain/run-limits.ts";
import { hostName } from "../recorder/host-facts.ts";
import { newId } from "../recorder/run-id.ts";
import { userName } from "../recorder/user-name.ts";
import { redactJson } from "../text/redact-values.ts";
import { textOf } from "./arguments.ts";
import type { Desk } from "./desk.ts";
import { LuotaError } from "./luota-error.ts";
import type { BeatOptions, EvidenceOptions } from "./options.ts";
import { plainJson } from "./plain-json.ts";

export function signalOf(
  desk: Desk,
  of: { readonly monitor: string | null; readonly run: string | null },
  body: Signal["body"],
): Signal {
  const { uid, now } = desk;
  return { id: newId(), at: now(), ...of, host: hostName(), user: userName(uid), body };
}

export function beatBody(desk: Desk, { summary, payload }: BeatOptions): Signal["body"] {
  const secrets = desk.secrets();
  return {
    kind: "beat",
    summary: textOf(summary, secrets),
    payload: redactJson(plainJson(payload ?? null), secrets),
  };
}

export function logBody(desk: Desk, text: unknown): Signal["body"] {
  return { kind: "log", text: textOf(text, desk.secrets(), runLimits.note) ?? "" };
}

/** A claim of a step, with what was measured; files are looked at, not kept. */
export async function evidenceBody(
  desk: Desk,
  step: unknown,
  data: unknown,
  options: EvidenceOptions,
): Promise<EvidenceBody> {
  if (typeof step !== "string" || !isStepName(step))
    throw new LuotaError(
      "bad-argument",
      'a step is called by letters, digits, ".", "_" and "-", at most 64, a letter first',
    );
  const secrets = desk.secrets();
  const { receipt, note, files, state } = options;
  const seen = await Promise.all((files ?? []).slice(0, evidenceLimits.files).map(lookAt(desk)));
  const missing = seen.flatMap((each) => (typeof each === "string" ? [each] : []));
  const said = textOf(note, secrets, evidenceLimits.note);
  return {
    kind: "evidence",
    step,
    source: "claimed",
    // A file that can't be read proves nothing, whatever the job says of it.
    state: missing.length > 0 && state !== "bad" ? "unknown" : (state ?? "good"),
    values: valuesOf(redactJson(plainJson(data ?? {}), secrets)),
    files: seen.filter((each) => typeof each !== "string"),
    receipt: textOf(receipt, secrets, evidenceLimits.receipt),
    note: missing.length === 0 ? said : [...missing, ...(said === null ? [] : [said])].join("; "),
  };
}

/** Anything but an object is one value without a name of its own. */
function valuesOf(data: unknown): JsonObject {
  const isNamed = typeof data === "object" && data !== null && !Array.isArray(data);
  const named = isNamed ? (data as JsonObject) : ({ value: data } as JsonObject);
  const few = Object.entries(named).slice(0, evidenceLimits.values);
  const values = Object.fromEntries(few);
  return JSON.stringify(values).length <= evidenceLimits.valuesText ? values : { tooLarge: true };
}

/** The file's facts, or a line that says why there are none. */
function lookAt({ cwd }: Desk): (path: string) => Promise<EvidenceFile | string> {
  return async (named) => {
    const path = resolve(cwd ?? "/", named);
    try {
      const facts = await stat(path);
      if (!facts.isFile()) return `${path} is no file`;
      const modifiedAt = Math.max(0, Math.round(facts.mtimeMs));
      return { path, size: facts.size, modifiedAt, sha256: await digestOf(path) };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
      return `${path} can't be read (${code})`;
    }
  };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
