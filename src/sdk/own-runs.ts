import { leaseMs } from "../domain/lost.ts";
import type { RunStart } from "../domain/run.ts";

/** A run that this process started and has not ended. */
export interface OwnRun {
  readonly start: RunStart;
  /** Of the monotonic clock, in milliseconds. */
  readonly since: number;
}

/** What a process remembers of its runs; who never ends them must not fill its memory. */
export interface OwnRuns {
  readonly add: (start: RunStart) => void;
  /** A run whose start could not be recorded at all: what is told of it later is not told. */
  readonly forgo: (id: string) => void;
  readonly isForgone: (id: string) => boolean;
  readonly find: (id: string) => OwnRun | null;
  readonly remove: (id: string) => void;
  readonly stop: () => void;
}

const mostRemembered = 10_000;

/** `renew` says now and then that the process which records these runs lives. */
export function rememberRuns(renew: (runs: readonly string[]) => void): OwnRuns {
  const open = new Map<string, OwnRun>();
  const forgone = new Set<string>();
  let timer: NodeJS.Timeout | null = null;

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  /** Not what keeps the process alive. */
  function startTimer(): void {
    timer ??= setInterval(() => {
      renew([...open.keys()]);
    }, leaseMs / 4).unref();
  }

  return {
    add: (start) => {
      open.set(start.id, { start, since: performance.now() });
      dropOldest(open);
      if (start.recorder !== null) startTimer();
    },
    forgo: (id) => {
      forgone.add(id);
      dropOldest(forgone);
    },
    isForgone: (id) => forgone.has(id),
    find: (id) => open.get(id) ?? null,
    remove: (id) => {
      open.delete(id);
      if (open.size === 0) stop();
    },
    stop,
  };
}

function dropOldest(of: Map<string, unknown> | Set<string>): void {
  const oldest = of.size > mostRemembered ? of.keys().next() : null;
  if (oldest?.done === false) of.delete(oldest.value);
}
