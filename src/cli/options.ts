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
  readonly witness?: readonly string[];
  readonly key?: boolean;
  readonly limit: string;
  readonly since?: string;
}

export interface VerifyOptions {
  readonly key?: string;
  readonly witness?: readonly string[];
  readonly json?: boolean;
}

export interface IncidentsOptions extends Common {
  readonly all?: boolean;
  readonly open?: boolean;
  readonly limit: string;
  readonly since?: string;
}

/** What a person does to an incident. */
export interface ActOptions extends Common {
  readonly by?: string;
  readonly note?: string;
}

export interface ReviewOptions extends Common {
  readonly by?: string;
  readonly impact?: string;
  readonly cause?: string;
  readonly action?: string;
}

export interface ExportOptions {
  readonly store?: string;
  readonly format?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly all?: boolean;
  readonly owner?: string;
  readonly schema?: boolean;
}

export interface RerunOptions extends Common {
  readonly yes?: boolean;
  readonly note?: string;
}

/** What a job claims to have done. */
export interface EvidenceOptions extends Common {
  readonly file?: readonly string[];
  readonly hash?: boolean;
  readonly receipt?: string;
  readonly failed?: string;
  readonly from?: string;
  readonly run?: string;
}

/** A time in which less is expected or told. */
export interface KeepOptions extends Common {
  readonly for?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly note?: string;
  readonly end?: boolean;
}

export interface DrillOptions extends Common {
  readonly kind: string;
  readonly keep?: boolean;
  readonly end?: boolean;
  readonly wait: string;
  readonly ackWithin?: string;
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
