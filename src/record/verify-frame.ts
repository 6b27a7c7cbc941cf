import type { Json } from "../base/json.ts";
import { isObject } from "../domain/decode.ts";
import type { IncidentRecordDocument } from "./document.ts";

/** Whether a record from outside has the members that a check follows; what people read may be anything. */
export function isFramed(record: Json): record is IncidentRecordDocument {
  if (!isObject(record)) return false;
  const { id, revision, chain, runs, timeline, notices } = record;
  return (
    typeof id === "string" &&
    isCount(revision) &&
    isLink(chain) &&
    typeof (chain as { store?: unknown }).store === "string" &&
    isListOf(runs, (run) => isSeq(run["seq"])) &&
    isListOf(timeline, ({ source }) => isObject(source) && isSeq(source["seq"])) &&
    isListOf(notices, isNotice)
  );
}

type Fields = Readonly<Record<string, unknown>>;

function isNotice({ number, route, recipient, attempts }: Fields): boolean {
  return (
    isCount(number) &&
    typeof route === "string" &&
    isText(recipient) &&
    isListOf(attempts, isAttempt)
  );
}

function isAttempt({ id, receipt, witness }: Fields): boolean {
  return (
    isCount(id) && (receipt === null || isReceipt(receipt)) && (witness === null || isLink(witness))
  );
}

function isReceipt(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { text, status, reference } = value;
  return (
    typeof text === "string" && isText(reference) && (status === null || typeof status === "number")
  );
}

function isLink(value: unknown): boolean {
  return isObject(value) && isCount(value["seq"]) && typeof value["hash"] === "string";
}

function isListOf(value: unknown, isItem: (item: Fields) => boolean): boolean {
  return Array.isArray(value) && value.every((item: unknown) => isObject(item) && isItem(item));
}

function isSeq(value: unknown): boolean {
  return value === null || isCount(value);
}

function isText(value: unknown): boolean {
  return value === null || typeof value === "string";
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
