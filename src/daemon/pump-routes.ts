import { ok, type Result } from "../base/result.ts";
import type { Config } from "../config/config.ts";
import { routeDigest } from "../deliver/route-digest.ts";
import type { Sender } from "../deliver/sender.ts";
import type { ResolvedTarget, Route } from "../domain/route.ts";
import type { Environment } from "../process/launch.ts";
import { sha256Hex } from "../text/digest.ts";
import { secretsFrom, type Secrets } from "../text/secrets.ts";
import { resolveTarget } from "./resolve-target.ts";
import { readEnvFile, type SecretFailure, type SecretSource } from "./secret-values.ts";

/** A route whose secrets this process has. */
export interface RouteAtHand {
  readonly route: Route;
  /** Of its config. */
  readonly digest: string;
  /** Its own; in no outcome. */
  readonly secrets: Secrets;
  readonly sender: () => Promise<Sender>;
}

export type OpenSender = (target: ResolvedTarget) => Promise<Sender>;

/** The routes as this process can use them; senders are kept until their config or secrets change. */
export interface PumpRoutes {
  /** Looks secrets up anew. Routes whose secrets can't be had are left out, and told. */
  readonly look: (config: Config | null) => ReadonlyMap<string, RouteAtHand>;
  /** Those that were left out at the last look. */
  readonly unusable: () => ReadonlyMap<string, SecretFailure>;
  readonly close: () => void;
}

interface Kept {
  readonly fingerprint: string;
  readonly hand: RouteAtHand;
  readonly close: () => void;
}

export function createPumpRoutes(
  environment: Environment,
  open: OpenSender,
  tell: (route: string, failure: SecretFailure | null) => void,
): PumpRoutes {
  const kept = new Map<string, Kept>();
  const unusable = new Map<string, SecretFailure>();

  function drop(name: string): void {
    kept.get(name)?.close();
    kept.delete(name);
  }

  function take(route: Route, source: SecretSource): Result<RouteAtHand, SecretFailure> {
    const found = resolveTarget(route.target, source);
    if (!found.ok) {
      drop(route.name);
      return found;
    }
    const { target, secretValues } = found.value;
    const fingerprint = sha256Hex(JSON.stringify([route, target]));
    const known = kept.get(route.name);
    if (known?.fingerprint === fingerprint) return ok(known.hand);
    drop(route.name);
    const made = makeHand(route, target, secretValues, open);
    kept.set(route.name, { fingerprint, ...made });
    return ok(made.hand);
  }

  return {
    look: (config) => {
      const routes = config?.routes ?? [];
      for (const name of kept.keys()) if (!routes.some((route) => route.name === name)) drop(name);
      const file = readEnvFile(config?.envFile ?? "");
      const hands = new Map<string, RouteAtHand>();
      unusable.clear();
      for (const route of routes) {
        const hand = take(route, { environment, file });
        tell(route.name, hand.ok ? null : hand.failure);
        if (hand.ok) hands.set(route.name, hand.value);
        else unusable.set(route.name, hand.failure);
      }
      return hands;
    },
    unusable: () => unusable,
    close: () => {
      for (const name of kept.keys()) drop(name);
    },
  };
}

function makeHand(
  route: Route,
  target: ResolvedTarget,
  secretValues: readonly string[],
  open: OpenSender,
): Omit<Kept, "fingerprint"> {
  let opened: Promise<Sender> | null = null;
  const sender = () => (opened ??= open(target));
  const hand = {
    ...{ route, sender },
    digest: routeDigest(route.target),
    secrets: secretsFrom(secretValues),
  };
  // One that could not be opened has nothing to close.
  const close = () =>
    void opened
      ?.then((each) => {
        each.close();
      })
      .catch(() => undefined);
  return { hand, close };
}
