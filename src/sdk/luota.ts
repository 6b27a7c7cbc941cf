import { AsyncLocalStorage } from "node:async_hooks";
import { addEvidence, addLog } from "./add-signal.ts";
import { monitorOf } from "./arguments.ts";
import { openDesk, type Desk } from "./desk.ts";
import { endRun } from "./end-run.ts";
import { LuotaError } from "./luota-error.ts";
import type {
  BeatOptions,
  EvidenceOptions,
  FailureOptions,
  LogOptions,
  LuotaOptions,
  StartedRun,
  StartOptions,
  SuccessOptions,
  WrapOptions,
  WrappedRun,
} from "./options.ts";
import { rememberRuns, type OwnRuns } from "./own-runs.ts";
import { beatBody, signalOf } from "./signals.ts";
import { startRun, type Nest } from "./start-run.ts";
import { summaryOf } from "./summary-of.ts";

/** What a program tells of the runs it carries out itself. */
export interface Runs {
  /** Starts a run; the same `externalRunId` again is the same run. */
  readonly start: (options: StartOptions) => Promise<StartedRun>;
  readonly success: (run: string, options?: SuccessOptions) => Promise<void>;
  readonly failure: (run: string, options?: FailureOptions) => Promise<void>;
  /** Claims that a step of the promise is done: `evidence(run.id, "notification", { smtpId })`. */
  readonly evidence: (
    run: string,
    step: string,
    data?: unknown,
    options?: EvidenceOptions,
  ) => Promise<void>;
}

/**
 * Tells luota of work from inside of a program, in the store that the `luota` command reads. Nothing
 * here fails the work or keeps its process alive; with `strict`, what could not be recorded is thrown.
 */
export class Luota {
  readonly runs: Runs;
  readonly #desk: Desk;
  readonly #own: OwnRuns;
  readonly #inside = new AsyncLocalStorage<StartedRun & { readonly root: string }>();

  constructor(options: LuotaOptions = {}) {
    const desk = openDesk(options);
    const own = rememberRuns((runs) => {
      void desk.guard(undefined, async () => {
        desk.keeper().renew(runs);
        await Promise.resolve();
      });
    });
    this.#desk = desk;
    this.#own = own;
    this.runs = {
      start: (start) => startRun(desk, own, start, this.#nest()),
      success: (run, end = {}) => endRun(desk, own, run, true, end),
      failure: (run, end = {}) => endRun(desk, own, run, false, end),
      evidence: (run, step, data, more = {}) =>
        addEvidence(desk, own, run, { step, data, options: more }),
    };
  }

  /** Says that a monitor's work happened, or that its worker is alive. */
  async beat(monitor: string, options: BeatOptions = {}): Promise<void> {
    const desk = this.#desk;
    await desk.guard(undefined, async () => {
      const of = { monitor: monitorOf(monitor), run: null };
      const signal = signalOf(desk, of, beatBody(desk, options));
      desk.tell(await desk.keeper().keep({ kind: "signal", signal }));
    });
  }

  /** Adds a line to a run: the one named, else the one that `wrap` is in, else that of `luota run`. */
  async log(text: string, options: LogOptions = {}): Promise<void> {
    const run = options.run ?? this.#inside.getStore()?.id ?? process.env["LUOTA_RUN_ID"];
    if (run !== undefined && run !== "") {
      await addLog(this.#desk, this.#own, run, text);
      return;
    }
    await this.#desk.guard(undefined, () => {
      throw new LuotaError("bad-argument", "log: no run to add this to: name it with { run }");
    });
  }

  /**
   * Does `work` as a run of `monitor`: well if it returns, badly if it throws, and what it returns or
   * throws is passed on.
   */
  async wrap<Value>(
    monitor: string,
    work: (run: WrappedRun) => Value | Promise<Value>,
    options: WrapOptions<Value> = {},
  ): Promise<Value> {
    const nest = this.#nest();
    const started = await startRun(this.#desk, this.#own, { ...options, monitor }, nest);
    const run: WrappedRun = {
      ...started,
      evidence: (step, data, more) => this.runs.evidence(started.id, step, data, more),
      log: (text) => this.log(text, { run: started.id }),
    };
    const root = nest["LUOTA_ROOT_RUN"] ?? nest["LUOTA_RUN_ID"] ?? started.id;
    let value: Value;
    try {
      value = await this.#inside.run({ ...started, root }, () => work(run));
    } catch (error) {
      await this.#endBadly(started.id, error);
      throw error;
    }
    await this.runs.success(started.id, { summary: summaryOf(options, value) });
    return value;
  }

  /** Closes the store; whatever is told later opens it again. */
  close(): void {
    this.#own.stop();
    this.#desk.close();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  /** What the work threw is what its caller must hear of, also where it can't be recorded. */
  async #endBadly(run: string, error: unknown): Promise<void> {
    try {
      await this.runs.failure(run, { error });
    } catch {
      // Only with `strict`.
    }
  }

  #nest(): Nest {
    const outer = this.#inside.getStore();
    const { LUOTA_RUN_ID: run, LUOTA_ROOT_RUN: root } = process.env;
    return outer === undefined
      ? { LUOTA_RUN_ID: run, LUOTA_ROOT_RUN: root }
      : { LUOTA_RUN_ID: outer.id, LUOTA_ROOT_RUN: outer.root };
  }
}
