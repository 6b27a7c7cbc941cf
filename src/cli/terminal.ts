/** Where a command's words go, and how they may look there. */
export interface Terminal {
  /** The answer: stdout. */
  readonly out: (text: string) => void;
  /** The rest: stderr. */
  readonly err: (text: string) => void;
  readonly width: number;
  readonly colour: boolean;
  /** Whether the locale can show more than ASCII. */
  readonly unicode: boolean;
  /** A person can answer questions here. */
  readonly interactive: boolean;
}

const widthOfPipes = 120;
const narrowest = 30;

/** The terminal of this process. A reader that has left (`luota runs | head -1`) ends it quietly. */
export function processTerminal(): Terminal {
  process.stdout.on("error", endQuietly);
  process.stderr.on("error", endQuietly);
  const { env } = process;
  return {
    out: (text) => void process.stdout.write(withNewline(text)),
    err: (text) => void process.stderr.write(withNewline(text)),
    width: Math.max(narrowest, columnsOf(env["COLUMNS"]) ?? widthOfPipes),
    colour: wantsColour(env),
    unicode: /utf-?8/iu.test(env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || ""),
    interactive: process.stdin.isTTY && process.stderr.isTTY,
  };
}

function columnsOf(asked: string | undefined): number | undefined {
  if (asked !== undefined && /^\d+$/u.test(asked)) return Number(asked);
  // A terminal that was never told its size says 0.
  return process.stdout.isTTY && process.stdout.columns > 0 ? process.stdout.columns : undefined;
}

/** NO_COLOR and FORCE_COLOR as their conventions say: set and not empty. */
function wantsColour(env: NodeJS.ProcessEnv): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return process.stdout.isTTY && env["TERM"] !== "dumb";
}

function withNewline(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}
