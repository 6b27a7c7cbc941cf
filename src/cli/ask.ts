import { createInterface } from "node:readline";

/**
 * Asks one question on the terminal; the answer comes without its line end, null where the person
 * left without one (Ctrl-C, Ctrl-D) or `until` ended the wait. Questions go to stderr: stdout is for the answer.
 */
export async function askLine(question: string, until?: AbortSignal): Promise<string | null> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  let answer: string | null = null;
  try {
    answer = await new Promise<string | null>((resolve) => {
      const leave = () => {
        resolve(null);
      };
      lines.once("close", leave);
      until?.addEventListener("abort", leave, { once: true });
      if (until?.aborted === true) leave();
      else lines.question(question, resolve);
    });
    return answer;
  } finally {
    lines.close();
    if (answer === null) process.stderr.write("\n");
  }
}
