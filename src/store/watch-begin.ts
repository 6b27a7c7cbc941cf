import type { Milliseconds } from "../base/duration.ts";
import { ok, type Result } from "../base/result.ts";
import type { EpochMilliseconds } from "../base/time.ts";
import type { Actor } from "../domain/audit.ts";
import { liveness, type Sight } from "../domain/lost.ts";
import { outagesBetween, watchTolerance } from "../domain/outages.ts";
import { appendAudit } from "./audit-append.ts";
import type { StoreFailure } from "./failure.ts";
import { prepare, transact, type Store } from "./store.ts";
import type { Begun, BegunSpan, Watcher, WatchSpan } from "./watcher.ts";
import { extendSpan, insertSpan, readUnstopped, readWatches } from "./watch-spans.ts";

/** Begins to watch: one daemon at a time, and passes of `check` as one span while they follow each other. */
export function beginWatch(
  store: Store,
  watcher: Watcher,
  sight: Sight,
  now: EpochMilliseconds,
): Result<Begun, StoreFailure> {
  return transact(store, () => {
    setBackFuture(store, watcher, now);
    const others = readUnstopped(store, watcher.kind);
    if (watcher.kind === "check") {
      const span = others.find((each) => isContinuedBy(each, watcher, now));
      if (span === undefined) return ok(beginSpan(store, watcher, now));
      return ok({ kind: "begun", span: extendSpan(store, span, watcher, now), outages: [] });
    }
    const by = others.find((each) => isAlive(each, watcher, sight, now));
    return ok(by === undefined ? beginSpan(store, watcher, now) : { kind: "held", by });
  });
}

/** Less than this is not worth a write. */
const leastBeat: Milliseconds = 10_000;

/** A sign of life. Where the last one is too long ago, nobody watched meanwhile: a new span begins. */
export function beatWatch(
  store: Store,
  span: WatchSpan,
  now: EpochMilliseconds,
): Result<BegunSpan, StoreFailure> {
  const same: BegunSpan = { span, outages: [] };
  const since = now - span.until;
  if (since >= 0 && since < leastBeat) return ok(same);
  return transact(store, (): Result<BegunSpan, never> => {
    if (since >= 0 && since <= watchTolerance)
      return ok({ ...same, span: extendSpan(store, span, span.watcher, now) });
    if (since < 0 && -since <= watchTolerance) return ok(same);
    setBackFuture(store, span.watcher, now);
    return ok(beginSpan(store, span.watcher, now));
  });
}

export function endWatch(
  store: Store,
  span: WatchSpan,
  now: EpochMilliseconds,
): Result<void, StoreFailure> {
  return transact(store, () => {
    const end = `UPDATE watches SET until = max(until, ?), stopped_at = ?
      WHERE number = ? AND stopped_at IS NULL`;
    const { changes } = prepare(store, end).run(now, now, span.number);
    if (changes === 1) tell(store, "watch-ended", span.watcher, now, { number: span.number });
    return ok(undefined);
  });
}

function beginSpan(store: Store, watcher: Watcher, now: EpochMilliseconds) {
  const before = readWatches(store, now);
  const { bootId } = watcher.identity;
  const mine = { from: now, until: now, bootId: bootId === "" ? null : bootId };
  const outages = outagesBetween([...before, { ...mine, bootedAt: watcher.bootedAt }]);
  const span = insertSpan(store, watcher, now);
  tell(store, "watch-began", watcher, now, { number: span.number, pid: watcher.identity.pid });
  for (const { kind, from, until } of outages)
    tell(store, "watch-gap", watcher, now, { down: kind, from, until });
  return { kind: "begun" as const, span, outages };
}

function isContinuedBy(span: WatchSpan, { host, identity }: Watcher, now: EpochMilliseconds) {
  const { watcher, until } = span;
  const isSameHost = watcher.host === host && watcher.identity.bootId === identity.bootId;
  return isSameHost && now - until <= watchTolerance;
}

function isAlive(span: WatchSpan, me: Watcher, sight: Sight, now: EpochMilliseconds): boolean {
  const { identity } = span.watcher;
  const isMe = identity.pid === me.identity.pid && identity.startTicks === me.identity.startTicks;
  if (isMe && identity.bootId === me.identity.bootId) return false;
  return liveness(identity, sight, { until: span.until, now }) !== "dead";
}

/** Signs of life from the future came from a wrong clock, and would hide that nobody watches. */
function setBackFuture(store: Store, watcher: Watcher, now: EpochMilliseconds): void {
  const update = `UPDATE watches SET until = ?, since = min(since, ?)
    WHERE until > ?`;
  const select = prepare(store, "SELECT max(until) FROM watches");
  const [latest] = select.get() as [EpochMilliseconds | null];
  const { changes } = prepare(store, update).run(now, now, now + watchTolerance);
  if (changes === 0 || latest === null) return;
  // What was decided in that future is to be looked at again, not when it comes.
  prepare(store, lookAgain).run(now, now);
  tell(store, "clock-set-back", watcher, now, { from: latest, to: now });
}

const lookAgain = `UPDATE monitor_states SET version = version + 1, due_at = ?, left_until = NULL
  WHERE due_at > ?`;

function tell(
  store: Store,
  kind: "watch-began" | "watch-ended" | "watch-gap" | "clock-set-back",
  watcher: Watcher,
  now: EpochMilliseconds,
  data: Readonly<Record<string, string | number>>,
): void {
  const actor: Actor = { user: watcher.user, host: watcher.host };
  appendAudit(store, { at: now, kind, actor, subject: watcher.kind, data });
}
