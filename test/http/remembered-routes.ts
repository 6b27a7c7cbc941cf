import { ok } from "../../src/base/result.ts";
import { newRouteRecord, type RouteRecord } from "../../src/domain/route-record.ts";
import type { Delivering } from "../../src/store/delivering.ts";

/** What was learned of routes, in memory. */
export function rememberedRoutes(): Pick<Delivering, "routes" | "noteRoute"> {
  const records = new Map<string, RouteRecord>();
  return {
    routes: async () => Promise.resolve(ok([...records.values()])),
    noteRoute: async ({ route, digest, news }, { now }) => {
      const proved = news.kind === "proved" ? { provedAt: now, provedBy: news.by } : {};
      const record = { ...newRouteRecord(route, digest), ...proved };
      records.set(route, record);
      return Promise.resolve(ok(record));
    },
  };
}
