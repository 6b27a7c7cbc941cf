/** The ways in which a known secret may turn up in output: as it is, encoded, escaped, or line by line. */
export function secretForms(value: string): Set<string> {
  const text = value.toWellFormed();
  const bytes = Buffer.from(text);
  const encoded = [bytes.toString("hex"), ...base64Forms(text, bytes.length)];
  return new Set([value, ...encoded, ...(plain.test(text) ? [] : escapedForms(text))]);
}

/** Encoding for URLs, JSON and shells leaves these characters alone, and most secrets hold no others. */
const plain = /^[\w.~-]*$/;

function escapedForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const url = encodeURIComponent(text);
  const form = url.replace(/[!'()*]/g, percentEncode).replaceAll("%20", "+");
  return [
    text,
    json,
    json.replaceAll("/", "\\/"),
    url,
    lowerEscapes(url),
    form,
    lowerEscapes(form),
    // `set -x` prints a value with a quote in it like this.
    text.replaceAll("'", String.raw`'\''`),
    ...longLines(text),
  ];
}

/**
 * Base64 depends on where the secret starts in the encoded bytes (`user:secret`), so there are three
 * forms of it; the characters that its neighbours share are left out.
 */
function base64Forms(text: string, length: number): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.from("\0".repeat(offset) + text).toString("base64");
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + length) * 8) / 6);
    const own = encoded.slice(start, end);
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** A key of many lines may be printed indented or with other line ends: each long line is secret alone. */
function longLines(text: string): string[] {
  if (!text.includes("\n")) return [];
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length >= 16 && !line.startsWith("-----"));
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function lowerEscapes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}
