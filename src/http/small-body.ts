import type { Context } from "hono";

/** The body of a request as text; null where it is larger, whatever its headers said. */
export async function readSmallBody(context: Context, mostBytes: number): Promise<string | null> {
  if (Number(context.req.header("content-length") ?? 0) > mostBytes) return null;
  const { body } = context.req.raw;
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
