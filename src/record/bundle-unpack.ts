import { crc32, gunzipSync } from "node:zlib";
import { extract, type Header } from "tar-stream";
import { fail, ok, type Result } from "../base/result.ts";
import { gzipHeader, packTar } from "./bundle-pack.ts";

export type UnpackFailure =
  /** Not whole: cut off, or changed so that it can't be unpacked. */
  | { readonly kind: "damaged"; readonly detail: string }
  /** It unpacks to far more than any record: refused. */
  | { readonly kind: "bomb" }
  | { readonly kind: "hostile"; readonly entry: string; readonly why: HostileReason };

/** A bundle holds plain files in one folder. */
export type HostileReason = "path" | "link" | "special" | "duplicate" | "too-many";

interface Unpacked {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly isOurs: boolean;
}

/** Into memory only. Every name is a mere name in the one folder, once. */
export async function unpackBundle(
  bytes: Uint8Array,
  mostBytes: number,
): Promise<Result<Unpacked, UnpackFailure>> {
  const isPacked = bytes[0] === 0x1f;
  const tar = isPacked ? gunzip(bytes, mostBytes) : ok(bytes);
  if (!tar.ok) return tar;
  const read = await readTar(tar.value);
  if (!read.ok) return read;
  const { folder, files } = read.value;
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const again = await packTar(
    folder,
    sorted.map(([name, content]) => ({ name, bytes: content })),
  );
  const isWrappedAsOurs = !isPacked || isOurGzip(bytes, tar.value);
  return ok({ files, isOurs: isWrappedAsOurs && Buffer.compare(again, tar.value) === 0 });
}

/** One member with our header, which ends where the file ends. How it is deflated may differ. */
function isOurGzip(bytes: Uint8Array, tar: Uint8Array): boolean {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(tar), 0);
  trailer.writeUInt32LE(tar.length, 4);
  return (
    gzipHeader.equals(bytes.subarray(0, gzipHeader.length)) && trailer.equals(bytes.subarray(-8))
  );
}

function gunzip(bytes: Uint8Array, most: number): Result<Uint8Array, UnpackFailure> {
  try {
    return ok(gunzipSync(bytes, { maxOutputLength: most }));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (typeof code !== "string") throw error;
    return fail(
      code === "ERR_BUFFER_TOO_LARGE" ? { kind: "bomb" } : { kind: "damaged", detail: code },
    );
  }
}

const mostEntries = 100;

async function readTar(
  tar: Uint8Array,
): Promise<Result<{ folder: string; files: Map<string, Uint8Array> }, UnpackFailure>> {
  const files = new Map<string, Uint8Array>();
  const folders = new Set<string>();
  const reader = extract();
  reader.end(Buffer.from(tar));
  try {
    for await (const entry of reader) {
      const { header } = entry;
      const refused = refuse(header, files, folders);
      if (refused !== null) return fail(refused);
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      if (header.type === "directory") continue;
      files.set(header.name.slice(header.name.indexOf("/") + 1), Buffer.concat(chunks));
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return fail({ kind: "damaged", detail: error.message.slice(0, 200) });
  } finally {
    reader.destroy();
  }
  const [folder] = folders;
  return folder === undefined
    ? fail({ kind: "damaged", detail: "it is empty" })
    : ok({ folder, files });
}

const folderForm = /^luota-INC-\d{1,15}$/u;
const nameForm = /^[\w.-]{1,100}$/u;

function refuse(
  { name, type }: Header,
  files: ReadonlyMap<string, unknown>,
  folders: Set<string>,
): UnpackFailure | null {
  const because = (why: HostileReason) => ({ kind: "hostile", entry: name, why }) as const;
  if (type === "symlink" || type === "link") return because("link");
  if (type !== "file" && type !== "directory") return because("special");
  const [folder = "", file = "", ...deeper] = name.split("/");
  if (!folderForm.test(folder) || deeper.length > 0) return because("path");
  if (type === "directory" ? file !== "" : !nameForm.test(file) || /^\.+$/u.test(file))
    return because("path");
  folders.add(folder);
  if (folders.size > 1) return because("path");
  if (files.has(file)) return because("duplicate");
  return files.size >= mostEntries ? because("too-many") : null;
}
