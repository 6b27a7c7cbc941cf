import { closeSync, readSync } from "node:fs";
import { openSink, type Complain } from "./open-sink.ts";
import { discardSink, type Sink } from "./sink.ts";
import { openSpill, writeWhole } from "./private-file.ts";

/** Output held back until it is known whether anybody wants to see it, in the order it came. */
export interface Held {
  readonly sinkFor: (target: 1 | 2) => Sink;
  /** Prints all of it; calls back when it has left luota. */
  readonly print: (printed: () => void) => void;
}

interface Piece {
  readonly target: 1 | 2;
  readonly chunk: Buffer;
}

/** Beyond this much, what is held goes to an unlinked file. */
const memoryBytes = 262_144;
const headerBytes = 5;

export function holdOutput(complain: Complain): Held {
  let pieces: Piece[] = [];
  let bytes = 0;
  let lost = 0;
  let spill: number | null = null;

  function add(target: 1 | 2, chunk: Buffer): void {
    bytes += headerBytes + chunk.length;
    if (spill === null && bytes <= memoryBytes) {
      pieces.push({ target, chunk: Buffer.from(chunk) });
      return;
    }
    spill ??= openSpill();
    if (spill === null || lost > 0) {
      lost += chunk.length;
      return;
    }
    const waiting = [...pieces, { target, chunk }];
    pieces = [];
    for (const piece of waiting) if (!writePiece(spill, piece)) lost += piece.chunk.length;
  }

  return {
    sinkFor: (target) => ({
      ...discardSink,
      write: (chunk) => {
        add(target, chunk);
        return "taken";
      },
    }),
    print: (printed) => {
      const next = spill === null ? takeFrom(pieces) : readFrom(spill);
      printPieces(next, { 1: null, 2: null }, complain, () => {
        if (spill !== null) closeSync(spill);
        if (lost > 0) complain(`${lost} bytes of output could not be held back and are lost`);
        printed();
      });
    },
  };
}

function writePiece(spill: number, { target, chunk }: Piece): boolean {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(target);
  header.writeUInt32LE(chunk.length, 1);
  return writeWhole(spill, Buffer.concat([header, chunk]));
}

type NextPiece = () => Piece | null;

function takeFrom(pieces: readonly Piece[]): NextPiece {
  let index = 0;
  return () => pieces[index++] ?? null;
}

function readFrom(spill: number): NextPiece {
  const header = Buffer.alloc(headerBytes);
  let at = 0;
  return () => {
    if (readSync(spill, header, 0, headerBytes, at) < headerBytes) return null;
    const chunk = Buffer.alloc(header.readUInt32LE(1));
    const length = readSync(spill, chunk, 0, chunk.length, at + headerBytes);
    at += headerBytes + chunk.length;
    return { target: header.readUInt8() === 1 ? 1 : 2, chunk: chunk.subarray(0, length) };
  };
}

/** As fast as its readers take it. */
function printPieces(
  next: NextPiece,
  sinks: Record<1 | 2, Sink | null>,
  complain: Complain,
  printed: () => void,
): void {
  for (let piece = next(); piece !== null; piece = next()) {
    const sink = (sinks[piece.target] ??= openSink(piece.target, complain));
    if (sink.write(piece.chunk) !== "stalled") continue;
    sink.onReady(() => {
      printPieces(next, sinks, complain, printed);
    });
    return;
  }
  const open = [sinks[1], sinks[2]].filter((sink) => sink !== null);
  finishAll(open, printed);
}

function finishAll(sinks: readonly Sink[], finished: () => void): void {
  const [first, ...rest] = sinks;
  if (first === undefined) finished();
  else {
    first.finish(() => {
      finishAll(rest, finished);
    });
  }
}
