/** luota's own exit codes (sysexits where one fits); a wrapped job's code passes through instead. */
export const exitCode = {
  done: 0,
  incidentOpen: 1,
  broken: 1,
  usage: 64,
  noInput: 66,
  badData: 65,
  notWatched: 69,
  bug: 70,
  store: 74,
  skipped: 75,
  config: 78,
  timedOut: 124,
  notExecutable: 126,
  notFound: 127,
} as const;
