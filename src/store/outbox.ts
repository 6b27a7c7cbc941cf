import type { Result } from "../base/result.ts";
import type { Delivering } from "./delivering.ts";
import { readAttempts } from "./outbox-attempts.ts";
import { beginAttempt } from "./outbox-begin.ts";
import { claimParcels, releaseParcels } from "./outbox-claim.ts";
import { readLinkKey } from "./outbox-link-key.ts";
import { readNextDelivery } from "./outbox-next.ts";
import { noteRoute, readRouteRecords } from "./outbox-routes.ts";
import { settleAttempt } from "./outbox-settle.ts";
import { readUndeliverable, tellOnHost } from "./outbox-undeliverable.ts";
import { readTogether } from "./snapshot.ts";
import type { Store } from "./store.ts";

/** What delivery asks, answered by an open SQLite store. */
export function openDelivering(store: Store): Delivering {
  const read = <Value>(work: () => Value) => Promise.resolve(readTogether(store, work));
  const done = <Value, Failure>(result: Result<Value, Failure>) => Promise.resolve(result);
  return {
    claimParcels: (question) => done(claimParcels(store, question)),
    beginAttempt: (parcel, now) => done(beginAttempt(store, parcel, now)),
    settleAttempt: (settlement, deed) => done(settleAttempt(store, settlement, deed)),
    releaseParcels: (parcels) => done(releaseParcels(store, parcels)),
    nextDelivery: (routes) => read(() => readNextDelivery(store, routes)),
    attempts: (question) => read(() => readAttempts(store, question)),
    routes: () => read(() => readRouteRecords(store)),
    noteRoute: (note, deed) => done(noteRoute(store, note, deed)),
    undeliverable: (now) => read(() => readUndeliverable(store, now)),
    toldOnHost: (notices, deed) => done(tellOnHost(store, notices, deed)),
    linkKey: (deed) => done(readLinkKey(store, deed)),
  };
}
