import { exitCode } from "../../base/exit-code.ts";
import { answerLooks } from "../../daemon/answer-looks.ts";
import type { Io } from "../io.ts";

/** For the process that looks alone, where another user is to look: see daemon/look-as.ts. */
export async function probeAs(io: Io): Promise<number> {
  const answer = (line: string) => void process.stdout.write(line);
  await answerLooks(process.stdin, answer, io.now);
  return exitCode.done;
}
