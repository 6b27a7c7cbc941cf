import type { Result } from "../base/result.ts";
import type { Reading, ReadingsTold, Weighed } from "../domain/reading.ts";
import type { StoreFailure } from "./failure.ts";
import type { KeptReading, Purpose } from "./look.ts";
import { attempt, prepare, type Store } from "./store.ts";

/** Of a monitor, by its name. */
export function readLatestReadings(
  store: Store,
  monitor: string,
): Result<ReadingsTold, StoreFailure> {
  return attempt(store, () => readTold(store, monitor));
}

/** The same within a transaction of the caller's. */
export function readTold(store: Store, monitor: string): ReadingsTold {
  const one = (where: string) => {
    const query = `${select} WHERE monitors.name = ? AND readings.purpose = 'freshness' ${where}
      ORDER BY readings.number DESC LIMIT 1`;
    const row = prepare(store, query).get(monitor);
    return row === undefined ? null : toReading(row as Row);
  };
  return { latest: one(""), lastGood: one("AND readings.state = 'good'") };
}

const select = `SELECT readings.number, readings.purpose, readings.run, readings.subject,
    readings.is_last, readings.body
  FROM readings JOIN monitors ON monitors.number = readings.monitor`;

type Row = [number, Purpose, string, string, number, string];

function toReading([number, purpose, run, subject, isLast, body]: Row): KeptReading {
  const kept = JSON.parse(body) as { readonly reading: Reading; readonly weighed: Weighed };
  const aim = { purpose, run: run === "" ? null : run, subject };
  return { number, ...aim, isLast: isLast === 1, ...kept };
}
