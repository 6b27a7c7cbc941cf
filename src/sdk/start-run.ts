import type { RunStart } from "../domain/run.ts";
import { describeStart } from "../recorder/describe-start.ts";
import { idOfEvent } from "../recorder/event-id.ts";
import { recorderIdentity } from "../recorder/host-facts.ts";
import { newId } from "../recorder/run-id.ts";
import { redactJson } from "../text/redact-values.ts";
import { instantOf, monitorOf, tagsOf, wordOf } from "./arguments.ts";
import type { Desk } from "./desk.ts";
import { LuotaError } from "./luota-error.ts";
import type { StartedRun, StartOptions } from "./options.ts";
import type { OwnRuns } from "./own-runs.ts";
import { plainJson } from "./plain-json.ts";

/** The run that another one started in, as `$LUOTA_RUN_ID` and `$LUOTA_ROOT_RUN` tell it. */
export type Nest = Readonly<Record<string, string | undefined>>;

export async function startRun(
  desk: Desk,
  own: OwnRuns,
  options: StartOptions,
  nest: Nest,
): Promise<StartedRun> {
  const started = await desk.guard(null, async () => {
    const monitor = monitorOf(options.monitor);
    const event = wordOf(options.externalRunId);
    const id = event === null ? newId() : idOfEvent(monitor, event, 1);
    const start = startOf(desk, { ...options, monitor }, id, nest);
    if (event === null) {
      desk.tell(await desk.keeper().keep({ kind: "run-started", start }));
      own.add(start);
      return { id, monitor, repeated: false };
    }
    const started = await desk.keeper().startOnce(start, event);
    desk.tell(started.kept);
    const root = start.rootRun === start.id ? started.id : start.rootRun;
    if (!started.repeated) own.add({ ...start, id: started.id, rootRun: root });
    return { id: started.id, monitor, repeated: started.repeated };
  });
  return started ?? unrecorded(own, options);
}

/** The job goes on with an id that stands for nothing. */
function unrecorded(own: OwnRuns, options: Partial<StartOptions> | undefined): StartedRun {
  const id = newId();
  own.forgo(id);
  return { id, monitor: String(options?.monitor), repeated: false };
}

/** A slot that can't be read is no reason to lose the run. */
function slotOf(desk: Desk, slot: unknown): number | null {
  const at = instantOf(slot);
  if (at === "unreadable")
    desk.tell(new LuotaError("bad-argument", "slot is a date, epoch milliseconds or ISO 8601"));
  return at === "unreadable" ? null : at;
}

function startOf(desk: Desk, options: StartOptions, id: string, nest: Nest): RunStart {
  const secrets = desk.secrets();
  return describeStart(
    {
      id,
      monitor: options.monitor,
      origin: "reported",
      startedAt: desk.now(),
      slot: slotOf(desk, options.slot),
      words: null,
      program: null,
      pid: options.endsElsewhere === true ? null : process.pid,
      uid: desk.uid,
      cwd: desk.cwd,
      environment: { ...process.env, ...nest },
      sha: wordOf(options.sha),
      externalId: wordOf(options.externalRunId),
      tags: tagsOf(options.tags),
      payload: redactJson(plainJson(options.payload ?? null), secrets),
      recorder: options.endsElsewhere === true ? null : recorderIdentity(),
    },
    secrets,
  );
}
