import { paletteOf, type Palette } from "./palette.ts";

/** How a view may look where it is shown. */
export interface Look {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colour: Palette;
  readonly symbols: Symbols;
}

export interface Symbols {
  readonly good: string;
  readonly bad: string;
  readonly warned: string;
  readonly unproven: string;
  readonly lost: string;
  readonly skipped: string;
  readonly running: string;
  readonly proving: string;
  readonly ellipsis: string;
  /** Stands before each line that a job printed, so that none of them passes for one of luota's. */
  readonly bar: string;
}

export function lookOf(terminal: {
  readonly width: number;
  readonly colour: boolean;
  readonly unicode: boolean;
}): Look {
  return {
    width: terminal.width,
    colour: paletteOf(terminal.colour),
    symbols: terminal.unicode ? unicodeSymbols : asciiSymbols,
  };
}

const unicodeSymbols: Symbols = {
  good: "✓",
  bad: "✗",
  warned: "!",
  unproven: "○",
  lost: "?",
  skipped: "-",
  running: "▸",
  proving: "◦",
  ellipsis: "…",
  bar: "│",
};

const asciiSymbols: Symbols = {
  good: ".",
  bad: "x",
  warned: "!",
  unproven: "o",
  lost: "?",
  skipped: "-",
  running: ">",
  proving: "~",
  ellipsis: "..",
  bar: "|",
};
