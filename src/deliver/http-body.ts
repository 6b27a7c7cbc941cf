/** As much of an answer as is worth reading. */
export interface HttpBody {
  /** Decoded as UTF-8. */
  readonly text: string;
  /** False where it was longer than what is read, or broke off. */
  readonly whole: boolean;
}

/** What is read of an answer, in bytes. */
const longest = 65_536;

/** Reads an answer's body up to its bound. One that breaks off is kept as far as it came. */
export async function readHttpBody(body: AsyncIterable<Uint8Array>): Promise<HttpBody> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let whole = true;
  try {
    for await (const piece of body) {
      pieces.push(piece.subarray(0, longest - length));
      length += piece.length;
      if (length > longest) {
        whole = false;
        break;
      }
    }
  } catch {
    whole = false;
  }
  return { text: new TextDecoder().decode(Buffer.concat(pieces)), whole };
}
