/**
 * Whether an IP address, in any of its written forms, is one that luota has no business with: link-local
 * addresses and the metadata services of clouds, which answer with credentials. Loopback and private
 * networks are allowed: the operator's own config names the destinations. A name is no address.
 */
export function isBlockedAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/gu, "").split("%")[0] ?? "";
  const four = readFour(bare);
  if (four !== null) return isBlockedFour(four);
  const six = readSix(bare);
  return six !== null && isBlockedSix(six);
}

/** Four bytes. */
function readFour(text: string): readonly number[] | null {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/u.test(text)) return null;
  const bytes = text.split(".").map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function isBlockedFour(bytes: readonly number[]): boolean {
  const written = bytes.join(".");
  return written.startsWith("169.254.") || services.has(written);
}

/** Metadata services outside of the link-local range: Azure's, Alibaba's, Oracle's. */
const services: ReadonlySet<string> = new Set(["168.63.129.16", "100.100.100.200", "192.0.0.192"]);

/** Eight words of 16 bits. */
function readSix(text: string): readonly number[] | null {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/u.exec(text);
  const four = embedded === null ? null : readFour(embedded[2] ?? "");
  if (embedded !== null && four === null) return null;
  const [a = 0, b = 0, c = 0, d = 0] = four ?? [];
  const plain =
    embedded === null
      ? text
      : `${embedded[1] ?? ""}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const halves = plain.split("::");
  if (halves.length > 2 || !plain.includes(":")) return null;
  const [left = [], right = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - left.length - right.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const words = [...left, ...Array<string>(missing).fill("0"), ...right];
  return words.every((word) => /^[0-9a-f]{1,4}$/iu.test(word))
    ? words.map((word) => Number.parseInt(word, 16))
    : null;
}

function isBlockedSix(words: readonly number[]): boolean {
  const [first = 0, second = 0] = words;
  if ((first & 0xffc0) === 0xfe80) return true;
  // Metadata services of AWS and Google.
  const written = words.map((word) => word.toString(16)).join(":");
  if (written === "fd00:ec2:0:0:0:0:0:254" || written === "fd20:ce:0:0:0:0:0:254") return true;
  // 6to4 holds an IPv4 address behind its first word.
  if (first === 0x2002) return isBlockedFour(bytesOf(second, words[2] ?? 0));
  const front = words.slice(0, 6).join(":");
  // ::ffff:a.b.c.d, ::a.b.c.d and 64:ff9b::a.b.c.d
  const holdsFour = ["0:0:0:0:0:65535", "0:0:0:0:0:0", "100:65435:0:0:0:0"];
  return holdsFour.includes(front) && isBlockedFour(bytesOf(words[6] ?? 0, words[7] ?? 0));
}

function bytesOf(high: number, low: number): readonly number[] {
  return [high >> 8, high & 255, low >> 8, low & 255];
}
