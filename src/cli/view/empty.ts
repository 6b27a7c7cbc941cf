import { quotePath } from "../complain/quote.ts";

/** The same where another store than the usual one may have been meant. */
export function nothingRecordedIn(path: string): string {
  return `${nothingRecorded}\nThe store is ${quotePath(path)}.\n`;
}

/** What a reading command says while there is nothing to read. */
export const nothingRecorded = `Nothing recorded yet. Put \`luota run NAME --\` in front of a command you already have:

  luota run nightly-backup -- /opt/backup/backup.sh

Then \`luota status\` shows how it went, and \`luota show nightly-backup\` what it printed.
`;

export const noRunsMatch =
  "No recorded run matches. `luota runs` without options shows the latest.\n";

/** A monitor that is known, from a beat or the config, but never ran. */
export function noRunsOf(name: string): string {
  return `No run of ${name} is recorded yet. Record one with: luota run ${name} -- COMMAND\n`;
}

export const noOutput = "This run printed nothing that was kept.\n";

export const noOutputYet = "This run still goes on: what it prints is recorded when it ends.\n";

export const outputLost = "What this run printed was lost with its recorder.\n";
