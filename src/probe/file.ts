import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { formatSize } from "../base/size.ts";
import type { FileProbe } from "../domain/probe.ts";
import type { Seen, TextSeen } from "../domain/reading.ts";
import { explain, findFiles, type FoundFile } from "./find-files.ts";
import { seeText, tooSlow } from "./match.ts";
import { codeOf, unknown, type Look } from "./world.ts";

/** Of a file's content its beginning and its end are searched, so many bytes each. */
const searched = 256 * 1_024;
const chunk = 1_024 * 1_024;

/** The newest file that matches, with the permissions of this process. */
export const lookAtFile: Look<FileProbe> = async (probe, _world, stop) => {
  const { pattern, expect } = probe;
  const found = await findFiles(pattern, stop);
  if (!found.ok) return unknown(`${pattern}: ${found.failure}`);
  const { newest, count, others } = found.value;
  if (newest === null) return { kind: "no-file", pattern, others };
  const { size, mtimeMs } = newest.stats;
  const seen = { kind: "file", path: newest.path, count, size } as const;
  const modifiedAt = Math.floor(mtimeMs);
  const asksContent = expect.content.matches !== null || expect.content.not !== null;
  if (expect.sha256 === null && !asksContent)
    return { ...seen, modifiedAt, sha256: null, content: null };
  return await readInto({ ...seen, modifiedAt }, newest, expect, stop);
};

async function readInto(
  seen: Omit<Extract<Seen, { kind: "file" }>, "sha256" | "content">,
  { path }: FoundFile,
  { sha256, content }: FileProbe["expect"],
  stop: AbortSignal,
): Promise<Seen> {
  let file: FileHandle;
  try {
    // Where a pipe took its place meanwhile, opening it waits for nobody.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch (error) {
    return unknown(`${path}: ${explain(codeOf(error))}`);
  }
  try {
    const { size, mtimeMs } = await file.stat();
    const text = await searchIn(file, size, content);
    if (text === "too-slow") return unknown(tooSlow);
    const digest = sha256 === null ? null : await digestOf(file, stop);
    if (sha256 !== null && digest === null)
      return unknown(`${path}: the time was over before all of its ${formatSize(size)} were read`);
    return { ...seen, size, modifiedAt: Math.floor(mtimeMs), sha256: digest, content: text };
  } catch (error) {
    return unknown(`${path}: ${explain(codeOf(error))}`);
  } finally {
    await file.close();
  }
}

async function searchIn(
  file: FileHandle,
  size: number,
  asked: FileProbe["expect"]["content"],
): Promise<TextSeen | null | "too-slow"> {
  if (asked.matches === null && asked.not === null) return null;
  const whole = size <= 2 * searched;
  const parts = whole
    ? [await readAt(file, 0, 2 * searched)]
    : [await readAt(file, 0, searched), await readAt(file, size - searched, searched)];
  const decoder = new TextDecoder();
  const text = parts.map((part) => decoder.decode(part)).join("\n");
  return seeText(asked, text, whole) ?? "too-slow";
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** Null where the time was over first. */
async function digestOf(file: FileHandle, stop: AbortSignal): Promise<string | null> {
  const hash = createHash("sha256");
  const buffer = new Uint8Array(chunk);
  for (let position = 0; ;) {
    if (stop.aborted) return null;
    const { bytesRead } = await file.read(buffer, 0, chunk, position);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}
