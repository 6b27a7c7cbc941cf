import { ok, type Result } from "../base/result.ts";
import { takersOf, type FailoverRules } from "../domain/route-failover.ts";
import type { Delivering } from "../store/delivering.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { PassingOn } from "../store/passing-on.ts";
import type { StoredNotice } from "../store/incident-row.ts";
import type { Deed } from "../store/deed.ts";
import { recipientsOf } from "./audience.ts";
import type { Rules } from "./rules.ts";

/** So many are passed on in one transaction. */
const mostAtOnce = 500;

type Store = PassingOn & Pick<Delivering, "routes">;

/** Owes notices that their route won't take to the owner's other routes, at once. */
export async function passOnStranded(
  store: Store,
  rules: Rules,
  deed: Deed,
): Promise<Result<number, StoreFailure>> {
  const routes = (rules.config?.routes ?? []).map((route) => route.name);
  let passed = 0;
  for (;;) {
    const stranded = await store.stranded({ now: deed.now, routes, limit: mostAtOnce });
    if (!stranded.ok) return stranded;
    if (stranded.value.length === 0) return ok(passed);
    const records = await store.routes();
    if (!records.ok) return records;
    const broken = records.value.filter((record) => record.brokenSince !== null);
    const by = failoverRules(rules, new Set(broken.map((record) => record.route)));
    const instead = stranded.value.map((notice) => ({
      notice: notice.number,
      to: takers(notice, by),
    }));
    const moved = await store.passOn(instead, routes, deed);
    if (!moved.ok) return moved;
    passed += stranded.value.length;
  }
}

/** What is only shown where it disturbs nobody is worth no other route. */
function takers(notice: StoredNotice, by: FailoverRules) {
  return notice.quiet ? [] : takersOf(notice, by);
}

function failoverRules(rules: Rules, broken: ReadonlySet<string>): FailoverRules {
  return {
    routes: rules.config?.routes ?? [],
    owners: rules.config?.owners ?? [],
    routesOf: (monitor) => rules.monitorNamed(monitor).routes,
    recipientsOf,
    broken,
  };
}
