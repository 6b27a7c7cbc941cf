import type { Json } from "../base/json.ts";
import type { RouteTarget } from "../domain/route.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { sha256Hex } from "../text/digest.ts";

/**
 * Names the config of a route, so that what was learned of one config says nothing of another: 32 hex
 * digits. Secrets stand in it as their places; nothing of their values is kept anywhere.
 */
export function routeDigest(target: RouteTarget): string {
  // A target is plain data, which an interface can't say to the compiler.
  return sha256Hex(canonicalJson(target as unknown as Json)).slice(0, 32);
}
