import { secretSpans } from "./redact.ts";
import type { Secrets } from "./secrets.ts";
import { coverSpans, mergeSpans, type Span } from "./spans.ts";
import { brokenEdgeSpans } from "./broken-edges.ts";
import { codePointStart, decode, firstCodePoint, withoutByteOrderMark } from "./decode.ts";

/**
 * What was kept of a stream in memory: its first (head + margin) bytes, its last (tail + margin) bytes,
 * and how many there were in all. The two overlap while the stream is short.
 */
export interface RawCapture {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly bytes: number;
}

/** In bytes of the stream. */
export interface CaptureLimits {
  readonly head: number;
  readonly tail: number;
  /** What is kept beyond each cut, so that a secret across the cut is seen whole. */
  readonly margin: number;
}

/** Not truncated: head followed by tail is the whole text. Truncated: something between them is gone. */
export interface KeptText {
  readonly bytes: number;
  readonly head: string;
  readonly tail: string;
  readonly truncated: boolean;
}

/**
 * Decodes, redacts once over all that is at hand, then cuts: by places in the raw stream, so that the
 * margins are gone whatever redaction did to lengths, and never inside a secret, `[redacted]` or a
 * code point.
 */
export function keepText(raw: RawCapture, limits: CaptureLimits, secrets: Secrets): KeptText {
  const whole = wholeStream(raw);
  return whole === null
    ? keepBothEnds(raw, limits, secrets)
    : keepWhole(whole, raw.bytes, limits, secrets);
}

/** The stream, where head and tail touch or overlap. */
function wholeStream({ head, tail, bytes }: RawCapture): Uint8Array | null {
  if (bytes <= head.length) return head.subarray(0, bytes);
  if (bytes > head.length + tail.length) return null;
  const whole = new Uint8Array(bytes);
  whole.set(head);
  whole.set(tail, bytes - tail.length);
  return whole;
}

function keepWhole(
  stream: Uint8Array,
  bytes: number,
  limits: CaptureLimits,
  secrets: Secrets,
): KeptText {
  const truncated = bytes > limits.head + limits.tail;
  const headEnd = bytes <= limits.head ? bytes : codePointStart(stream, limits.head);
  const tailStart = truncated ? codePointStart(stream, bytes - limits.tail) : headEnd;
  const first = decode(stream.subarray(0, headEnd));
  const middle = decode(stream.subarray(headEnd, tailStart));
  const text = first + middle + decode(stream.subarray(tailStart));
  const spans = secretSpans(text, secrets);
  const cut = truncated ? first.length : pastSpan(spans, first.length);
  const from = truncated ? first.length + middle.length : cut;
  return {
    bytes,
    head: withoutByteOrderMark(coverSpans(text, spans, 0, cut)),
    tail: coverSpans(text, spans, from),
    truncated,
  };
}

/** Each end alone: what lies between them was never kept. */
function keepBothEnds(raw: RawCapture, limits: CaptureLimits, secrets: Secrets): KeptText {
  const headEnd = codePointStart(raw.head, Math.min(raw.head.length, limits.head));
  const first = decode(raw.head.subarray(0, headEnd));
  const head = first + decode(raw.head.subarray(headEnd));
  const tailStart =
    raw.tail.length > limits.tail
      ? codePointStart(raw.tail, raw.tail.length - limits.tail)
      : firstCodePoint(raw.tail);
  const skipped = decode(raw.tail.subarray(0, tailStart));
  const tail = skipped + decode(raw.tail.subarray(tailStart));
  const broken = brokenEdgeSpans(head, tail, limits.margin, secrets);
  const headSpans = mergeSpans([...secretSpans(head, secrets), ...broken.head]);
  const tailSpans = mergeSpans([...secretSpans(tail, secrets), ...broken.tail]);
  return {
    bytes: raw.bytes,
    head: withoutByteOrderMark(coverSpans(head, headSpans, 0, first.length)),
    tail: coverSpans(tail, tailSpans, skipped.length),
    truncated: true,
  };
}

/** Where a place inside a span moves to: the whole secret belongs to the head. */
function pastSpan(spans: readonly Span[], at: number): number {
  return spans.find(([start, end]) => start < at && at < end)?.[1] ?? at;
}
