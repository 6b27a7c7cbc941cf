/**
 * How long the texts of a report may be, in UTF-16 units. Who makes a report cuts to these, and who
 * reads one from outside refuses more.
 */
export const runLimits = {
  /** A line's worth of text: names, paths, reasons. */
  line: 65_536,
  /** What is short by nature: users, hosts, commits. */
  word: 1_024,
  /** Outputs are cut at 72 KiB of bytes; undecodable bytes may take three times that as text. */
  captured: 262_144,
  /** The system itself takes no longer one. */
  commandWord: 2_097_152,
  commandWords: 100_000,
  /** A log line is a note on a run, not its output. */
  note: 8_192,
} as const;
