import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import type { BundleFile } from "./bundle-names.ts";

/**
 * A tar archive of one folder. Names are sorted, and there is no time, owner or right in it that
 * depends on where or when it was packed: the same files give the same bytes.
 */
export async function packTar(folder: string, files: readonly BundleFile[]): Promise<Uint8Array> {
  const archive = pack();
  const common = { mtime: new Date(0), uid: 0, gid: 0, uname: "", gname: "" };
  archive.entry({ ...common, name: `${folder}/`, type: "directory", mode: 0o755 });
  for (const { name, bytes } of files)
    archive.entry({ ...common, name: `${folder}/${name}`, mode: 0o644 }, Buffer.from(bytes));
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** What RFC 1952 asks, and nothing of the host: no time, no file name, an unknown system. */
export const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

export function compress(tar: Uint8Array): Uint8Array {
  const compressed = gzipSync(tar);
  gzipHeader.copy(compressed);
  return compressed;
}
