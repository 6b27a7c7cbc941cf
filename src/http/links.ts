import type { EpochMilliseconds } from "../base/time.ts";
import type { Config } from "../config/config.ts";
import { routeDigest } from "../deliver/route-digest.ts";
import type { Route } from "../domain/route.ts";
import { encodeLink, type Link, type LinkSeal } from "./link-token.ts";

/** The links that messages bring along; null where nothing listens for an answer. */
export interface Links {
  readonly acknowledge: (
    incident: number,
    route: string,
    recipient: string,
    now: EpochMilliseconds,
  ) => string | null;
  readonly prove: (route: string, recipient: string, now: EpochMilliseconds) => string | null;
}

export interface LinkParts extends LinkSeal {
  /** From `linkBase`. */
  readonly publicUrl: string | null;
  /** Those of the config in force: a link is bound to the config that its message left by. */
  readonly routes: readonly Route[];
}

export function createLinks({ publicUrl, routes, ...seal }: LinkParts): Links {
  function make(link: Omit<Link, "digest" | "expiresAt">, now: EpochMilliseconds): string | null {
    if (publicUrl === null) return null;
    const route = routes.find(({ name }) => name === link.route);
    const digest = route === undefined ? "" : routeDigest(route.target);
    const token = encodeLink({ ...link, digest, expiresAt: now + linkLifeMs }, seal);
    return `${publicUrl.replace(/\/+$/u, "")}/${linkPaths[link.purpose]}/${token}`;
  }
  return {
    acknowledge: (incident, route, recipient, now) =>
      make({ purpose: "acknowledge", incident, route, recipient }, now),
    prove: (route, recipient, now) =>
      make({ purpose: "prove", incident: 0, route, recipient }, now),
  };
}

/** Where links lead to; null where the config has nobody listen or no address for it. */
export function linkBase(config: Pick<Config, "listen" | "publicUrl"> | null): string | null {
  return config === null || config.listen === null ? null : config.publicUrl;
}

/** An incident that nobody took in a week was told of again since. */
export const linkLifeMs = 7 * 86_400_000;

const linkPaths = { acknowledge: "a", prove: "p" } as const;
