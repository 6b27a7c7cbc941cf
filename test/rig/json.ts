/** A run as `--json` prints it. */
export interface RunJson {
  readonly id: string;
  readonly monitor: string;
  readonly outcome: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly durationMs: number | null;
  readonly slot: string | null;
  readonly command: readonly string[] | null;
  readonly cwd: string | null;
  readonly user: string | null;
  readonly host: string;
  readonly pid: number | null;
  readonly sha: string | null;
  readonly externalId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly payload: unknown;
  readonly summary: string | null;
  readonly error: string | null;
  readonly parentRun: string | null;
  readonly rootRun: string;
  readonly output: OutputJson | null;
  readonly evidence: readonly unknown[];
  readonly origin: string;
  readonly ending: string | null;
  readonly cpuMs: { readonly user: number; readonly system: number } | null;
  readonly peakMemory: number | null;
  readonly script: ScriptJson | null;
  readonly freeDisk: number | null;
  readonly bootId: string | null;
  readonly lost: { readonly at: string; readonly jobAlive: boolean | null } | null;
  readonly reporterUid: number | null;
}

export interface OutputJson {
  readonly stdout: StreamJson;
  readonly stderr: StreamJson;
  readonly merged: boolean;
}

export interface StreamJson {
  readonly bytes: number | null;
  readonly head: string | null;
  readonly tail: string | null;
  readonly truncated: boolean;
  readonly reason: string | null;
}

export interface ScriptJson {
  readonly path: string;
  readonly owner: string | null;
  readonly modifiedAt: string | null;
  readonly size: number | null;
  readonly digest: string | null;
}

/** A monitor as `status --json` and `show NAME --json` print it. */
export interface MonitorJson {
  readonly name: string;
  readonly knownSince: string;
  readonly outcome: string | null;
  readonly runningCount: number;
  readonly runCount: number;
  readonly lastRun: RunJson | null;
  readonly lastSuccess: RunJson | null;
  readonly recent: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly startedAt: string;
    readonly durationMs: number | null;
  }[];
}
