import type { Context } from "hono";
import { fail, ok, type Result } from "../base/result.ts";

/** `too-large`: whatever its headers said. `broken-off`: whoever sent it has left, or took too long. */
export type BodyFailure = "too-large" | "broken-off";

/** The body of a request as text. */
export async function readSmallBody(
  context: Context,
  mostBytes: number,
): Promise<Result<string, BodyFailure>> {
  if (Number(context.req.header("content-length") ?? 0) > mostBytes) return fail("too-large");
  const { body } = context.req.raw;
  if (body === null) return ok("");
  try {
    return await readAll(body as AsyncIterable<Uint8Array>, mostBytes);
  } catch {
    // Reading fails in no other way.
    return fail("broken-off");
  }
}

async function readAll(
  body: AsyncIterable<Uint8Array>,
  mostBytes: number,
): Promise<Result<string, BodyFailure>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) return fail("too-large");
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks).toString());
}
