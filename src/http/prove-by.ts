import { routeDigest } from "../deliver/route-digest.ts";
import type { Answering } from "./answering.ts";
import type { Link } from "./link-token.ts";

/** What came of an answer, for the route whose message brought the link. */
export type Proof = "proved" | "proved-already" | "other-config" | "failed";

/** An answer proves the route that it came by, in the config that its message left by. */
export async function proveBy(link: Link, by: string, parts: Answering): Promise<Proof> {
  const { watch, rules, host, now, log, describeStoreFailure } = parts;
  const target = rules().routeNamed(link.route)?.target;
  if (target === undefined || routeDigest(target) !== link.digest) return "other-config";
  const at = now();
  const known = await watch.routes();
  const record = known.ok ? known.value.find(({ route }) => route === link.route) : undefined;
  const provedAt = record?.digest === link.digest ? record.provedAt : null;
  // Whoever holds a link could press it all day.
  if (provedAt !== null && at - provedAt < pauseMs) return "proved-already";
  const { route, digest } = link;
  const noted = await watch.noteRoute(
    { route, digest, news: { kind: "proved", by } },
    { by: { user: null, host }, now: at },
  );
  if (!noted.ok) {
    log("error", "proof-not-kept", describeStoreFailure(noted.failure), { route });
    return "failed";
  }
  log("info", "route-proved", `${route} is proved: somebody answered through it, as ${by}`, {
    route,
  });
  return "proved";
}

const pauseMs = 60_000;
