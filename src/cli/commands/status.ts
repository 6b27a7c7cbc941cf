import { exitCode } from "../../base/exit-code.ts";
import type { JsonObject } from "../../base/json.ts";
import { ok } from "../../base/result.ts";
import { readProgress } from "../../store/prune-progress.ts";
import { attempt } from "../../store/store.ts";
import { readMonitorSummaries } from "../../store/monitors-read.ts";
import { deliveryIsStuck } from "../complain/delivery.ts";
import { nobodyWatches, watcherIsBehind } from "../complain/watching.ts";
import type { Io } from "../io.ts";
import type { StatusOptions } from "../options.ts";
import { nothingRecordedIn } from "../view/empty.ts";
import { hearingWords } from "../view/hearing.ts";
import { jsonText, monitorToJson } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import type { RouteStanding } from "../view/routes.ts";
import { standingToJson } from "../view/standing.ts";
import { renderStatus, type StatusRow } from "../view/status.ts";
import { watchedWords } from "../view/watched.ts";
import { momentOf } from "../../domain/words/when.ts";
import { reviewQueue } from "./review-queue.ts";
import { readRouteStandings } from "./route-standings.ts";
import type { Done, Scene } from "./scene.ts";
import { readStandings } from "./standings.ts";
import { placeOf } from "./with-store.ts";
import { withWatch } from "./with-watch.ts";

const historyLength = 20;

/** `luota status`: what is broken, then one line per monitor. 1 while an incident is open, 69 unwatched or unheard. */
export async function status(options: StatusOptions, io: Io): Promise<number> {
  return await withWatch(
    options,
    io,
    (scene) => tell(options, scene),
    () => {
      io.terminal.out(options.json === true ? "[]\n" : nothingRecordedIn(placeOf(options, io)));
      return exitCode.done;
    },
  );
}

async function tell(options: StatusOptions, scene: Scene): Done {
  const { store, watch, io } = scene;
  const summaries = readMonitorSummaries(store, { history: historyLength });
  if (!summaries.ok) return summaries;
  const standings = await readStandings(scene);
  if (!standings.ok) return standings;
  const rows = summaries.value.map((monitor) => ({
    monitor,
    standing: standings.value.get(monitor.name) ?? null,
  }));
  const open = await watch.incidents({ state: "open", drills: "without", limit: mostOpen });
  if (!open.ok) return open;
  const hearing = await readRouteStandings(scene);
  if (!hearing.ok) return hearing;
  const { routes, unheard } = hearing.value ?? { routes: [], unheard: [] };
  if (options.json === true)
    io.terminal.out(jsonText(rows.map((row) => rowToJson(row, routes, unheard))));
  else {
    const queue = await reviewQueue(open.value, scene);
    if (!queue.ok) return queue;
    const quiet = await quietTimes(scene);
    if (!quiet.ok) return quiet;
    const table = renderStatus(rows, lookOf(io.terminal), io.now());
    // Who configured no route is told of that by luota routes, not each time.
    const words = routes.length === 0 ? null : hearingWords(routes, unheard);
    const heard = words === null ? "" : `${words}\n`;
    const spans = await watch.watchSpans({ limit: mostWatchers });
    if (!spans.ok) return spans;
    const watched = watchedWords(spans.value, io.now());
    const parts = [queue.value, table, quiet.value, `${heard}${watched}`];
    io.terminal.out(parts.filter((part) => part !== "").join("\n"));
  }
  tellOverSize(scene);
  return await judgeWatch(open.value.length > 0, scene);
}

/** Nothing more may go, so that only a person can help. */
function tellOverSize({ store, io }: Scene): void {
  const progress = attempt(store, () => readProgress(store));
  if (!progress.ok || !progress.value.over) return;
  io.terminal.err(
    "luota: the store is larger than retention.maxSize, and all of it must stay: luota status --limits",
  );
}

const mostOpen = 1_000;
const mostWatchers = 20;

function rowToJson(
  { monitor, standing }: StatusRow,
  routes: readonly RouteStanding[],
  unheard: readonly string[],
): JsonObject {
  const hears = routes.filter(({ monitors }) => monitors.includes(monitor.name));
  const isTold = hears.length > 0 || unheard.includes(monitor.name);
  return {
    ...(monitorToJson(monitor) as JsonObject),
    // Null: nobody is to be told of it at once.
    couldBeHeard: isTold ? !unheard.includes(monitor.name) : null,
    routes: hears.map(({ route, readiness }) => ({ name: route.name, readiness: readiness.kind })),
    ...(standing === null ? {} : (standingToJson(standing) as JsonObject)),
  };
}

/** Who is kept from hearing, below the table: silence is easily forgotten. */
async function quietTimes({ watch, io }: Scene) {
  const now = io.now();
  const silences = await watch.silences(now);
  if (!silences.ok) return silences;
  const lines = silences.value.map(
    ({ monitor, until, reason }) =>
      `silenced until ${momentOf(until, now)}: ${monitor} (${reason})\n`,
  );
  return ok(lines.join(""));
}

/** Nothing above is to be trusted where nobody watches, nor does it help where nobody hears of it. */
async function judgeWatch(isOpen: boolean, { watch, io }: Scene): Done {
  const now = io.now();
  const health = await watch.health(now);
  if (!health.ok) return health;
  const unwatched = nobodyWatches(health.value, now);
  const behind = watcherIsBehind(health.value, now);
  if (unwatched !== null) io.terminal.err(`luota: ${unwatched}`);
  else if (behind !== null) io.terminal.err(`luota: ${behind}`);
  const stuck = deliveryIsStuck(health.value, now);
  if (stuck !== null) io.terminal.err(`luota: ${stuck}`);
  if (unwatched !== null || stuck !== null) return ok(exitCode.notWatched);
  return ok(isOpen ? exitCode.incidentOpen : exitCode.done);
}
