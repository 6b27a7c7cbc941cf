import { readFileSync, statSync } from "node:fs";
import type { Json } from "../base/json.ts";
import { neutraliseLine } from "../text/neutralise.ts";

/** A payload is a note about a run, not the data it worked on. */
const largest = 64 * 1024;

/** Reads `--payload @FILE`. Whatever is wrong with it is said, and the run goes on without a payload. */
export function readPayloadFile(path: string, say: (line: string) => void): Json {
  try {
    const facts = statSync(path);
    if (!facts.isFile() || facts.size > largest) {
      say(
        `--payload @${neutraliseLine(path)} is not a file of at most 64 KiB, so it is not recorded`,
      );
      return null;
    }
    return parse(readFileSync(path, "utf8"), path, say);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    say(`--payload @${neutraliseLine(path)} can't be read (${reason}), so it is not recorded`);
    return null;
  }
}

function parse(text: string, path: string, say: (line: string) => void): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    say(`--payload @${neutraliseLine(path)} is not JSON, so it is recorded as text`);
    return text;
  }
}
