import type * as crypto from "node:crypto";
import { createRequire } from "node:module";
import { sha256Hex } from "../text/digest.ts";

/** From here on, loading node:crypto costs less than hashing without it. */
const worthLoading = 64 * 1024;

/** SHA-256 in hex of a text of any length. */
export function digestText(text: string): string {
  if (text.length < worthLoading) return sha256Hex(text);
  const load = createRequire("/");
  return (load("node:crypto") as typeof crypto).hash("sha256", text);
}
