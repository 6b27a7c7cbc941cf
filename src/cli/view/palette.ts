import { Chalk } from "chalk";

type Paint = (text: string) => string;

/** The few colours there are; each says something that a word or glyph beside it says too. */
export interface Palette {
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
  readonly busy: Paint;
  readonly quiet: Paint;
  readonly strong: Paint;
}

export function paletteOf(colour: boolean): Palette {
  return colour ? painted : plain;
}

const same: Paint = (text) => text;
const plain: Palette = {
  good: same,
  bad: same,
  warn: same,
  busy: same,
  quiet: same,
  strong: same,
};

/** The 16 colours that every terminal's own theme knows. */
const chalk = new Chalk({ level: 1 });
const painted: Palette = {
  good: chalk.green,
  bad: chalk.red,
  warn: chalk.yellow,
  busy: chalk.cyan,
  quiet: chalk.dim,
  strong: chalk.bold,
};
