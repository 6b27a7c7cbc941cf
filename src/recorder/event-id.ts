import { sha256Hex } from "../text/digest.ts";
import { idAlphabet, idLength } from "./run-id.ts";

/**
 * The id of the run that an event of somebody else's causes: the same wherever and whenever it is heard
 * of, so that an event that is sent again names the same run without anybody asking. `attempt` counts
 * from 1 and tells the runs of an event apart that had to be tried again.
 */
export function idOfEvent(monitor: string, externalId: string, attempt: number): string {
  const digest = sha256Hex(JSON.stringify([monitor, externalId, attempt]));
  return Array.from({ length: idLength }, (_, index) => {
    const byte = Number.parseInt(digest.slice(index * 2, index * 2 + 2), 16);
    return idAlphabet[byte % idAlphabet.length] ?? "0";
  }).join("");
}
