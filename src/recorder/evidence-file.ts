import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { fail, ok, type Result } from "../base/result.ts";
import type { EvidenceFile } from "../domain/evidence.ts";

/** Why a file proves nothing. */
export interface FileProblem {
  readonly kind: "no-file";
  readonly path: string;
  /** `ENOENT` and the like, or that it is no regular file. */
  readonly reason: string;
}

/** What a file is now: its size, its age and, where asked, the digest of its content. Links are followed. */
export async function lookAtFile(
  path: string,
  options: { readonly digest: boolean },
): Promise<Result<EvidenceFile, FileProblem>> {
  let file: FileHandle | null = null;
  try {
    // A pipe would wait for its writer otherwise.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const facts = await file.stat();
    if (!facts.isFile()) return fail({ kind: "no-file", path, reason: "it is no regular file" });
    const { size } = facts;
    const modifiedAt = Math.max(0, Math.round(facts.mtimeMs));
    const sha256 = options.digest ? await digestOf(file) : null;
    return ok({ path, size, modifiedAt, sha256 });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return fail({ kind: "no-file", path, reason });
  } finally {
    await file?.close();
  }
}

async function digestOf(file: FileHandle): Promise<string> {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(1_048_576);
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length);
    if (bytesRead === 0) return hash.digest("hex");
    hash.update(chunk.subarray(0, bytesRead));
  }
}
