import { isObject } from "../domain/decode.ts";
import { readAuditEvent } from "../domain/audit.ts";
import { digestText } from "./digest-text.ts";
import { prepare, type Store } from "./store.ts";

/** What the chain keeps of an output that was cut: enough that nobody finds another with the same. */
export function cutDigest(stdout: string, stderr: string): string {
  return digestText(`${stdout}\n${stderr}`).slice(0, 32);
}

/** Whether an output lies there just as an event of the chain says that it was cut. */
export function wasCutSo(store: Store, run: number, id: string): boolean {
  const row = prepare(store, select).get(run) as [string, string, Buffer] | undefined;
  if (row === undefined) return false;
  const event = readAuditEvent(row[2].toString("utf8"));
  const outputs =
    event?.kind === "outputs-cut" && isObject(event.data) ? event.data["outputs"] : null;
  return isObject(outputs) && outputs[id] === cutDigest(row[0], row[1]);
}

const select = `SELECT stdout, stderr, audit.bytes FROM run_outputs
  JOIN audit ON audit.seq = cut_seq WHERE run = ?`;
