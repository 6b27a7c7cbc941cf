/** The options of the commands, as they were typed. */
interface Common {
  readonly store?: string;
  readonly json?: boolean;
}

export type StatusOptions = Common;
export type ShowOptions = Common;

export interface RunsOptions extends Common {
  readonly limit: string;
  readonly since?: string;
  readonly outcome?: string;
}

export interface LogsOptions extends Common {
  readonly follow?: boolean;
  readonly stderr?: boolean;
  readonly stdout?: boolean;
}

export interface AuditOptions extends Common {
  readonly verify?: boolean;
  readonly limit: string;
  readonly since?: string;
}

export interface SignalOptions {
  readonly store?: string;
  readonly json?: boolean;
  readonly summary?: string;
  readonly error?: string;
  readonly payload?: string;
  readonly sha?: string;
  readonly externalId?: string;
  readonly tag?: readonly string[];
  readonly run?: string;
}
