import { fail, ok, type Result } from "../base/result.ts";
import type { Milliseconds } from "../base/duration.ts";
import type { Config } from "../config/config.ts";
import { openSender } from "../deliver/open-sender.ts";
import type { Reach } from "../deliver/sender.ts";
import type { AttemptOutcome } from "../domain/attempt.ts";
import type { Message } from "../domain/message.ts";
import type { Route } from "../domain/route.ts";
import type { RouteNews } from "../domain/route-record.ts";
import type { Environment } from "../process/launch.ts";
import { redact } from "../text/redact.ts";
import type { Clock } from "./clock.ts";
import { createPumpRoutes, type RouteAtHand } from "./pump-routes.ts";
import { redactOutcome } from "./redact-outcome.ts";
import type { SecretFailure } from "./secret-values.ts";
import { sendWithin } from "./send-within.ts";

/** What became of one message to one recipient. */
export interface Try {
  /** An address of a route with several, else an empty text. */
  readonly recipient: string;
  /** Redacted. */
  readonly outcome: AttemptOutcome;
  readonly tookMs: Milliseconds;
}

/** Opens a route as delivery does, with its secrets, for as long as `use` takes. */
export async function withRoute<Value>(
  route: Route,
  config: Config,
  { environment, clock }: { readonly environment: Environment; readonly clock: Clock },
  use: (hand: RouteAtHand) => Promise<Value>,
): Promise<Result<Value, SecretFailure>> {
  const failures: SecretFailure[] = [];
  const routes = createPumpRoutes(
    environment,
    (target) => openSender(target, clock.wall),
    (_, found) => {
      if (found !== null) failures.push(found);
    },
  );
  try {
    const hand = routes.look({ ...config, routes: [route] }).get(route.name);
    if (hand !== undefined) return ok(await use(hand));
    const unknown = {
      kind: "no-secret",
      reference: route.name,
      reason: "it can't be had",
    } as const;
    return fail(failures[0] ?? unknown);
  } finally {
    routes.close();
  }
}

/** Whom the messages of a route are for: each address, or one empty text. */
export function recipientsOf({ target }: Route): readonly string[] {
  return target.kind === "email" ? target.to : [""];
}

/** However patient a kind of route is, a person waits no longer for one message. */
const limitMs: Milliseconds = 55_000;

/** Really sends a message to each recipient, one after the other. */
export async function tryRoute(
  hand: RouteAtHand,
  messages: readonly Message[],
  { monotonic }: Clock,
  stop: AbortSignal,
): Promise<readonly Try[]> {
  const sender = await hand.sender();
  const tries: Try[] = [];
  for (const message of messages) {
    const before = monotonic();
    const outcome = redactOutcome(await sendWithin(sender, message, stop, limitMs), hand.secrets);
    tries.push({ recipient: message.recipient, outcome, tookMs: monotonic() - before });
  }
  return tries;
}

/** Whether the other end answers, without a message to anybody. */
export async function reachRoute(hand: RouteAtHand, stop: AbortSignal): Promise<Reach> {
  const reach = await (await hand.sender()).reach(stop);
  switch (reach.kind) {
    case "reached":
      return { ...reach, text: redact(reach.text, hand.secrets) };
    case "unreached":
      return { ...reach, reason: redact(reach.reason, hand.secrets) };
    case "untold":
      return reach;
  }
}

/** What tries teach of a route: it leads to somebody where one message was taken. */
export function newsOfTries(tries: readonly Try[]): RouteNews {
  const outcomes = tries.map(({ outcome }) => outcome);
  const taken = outcomes.find((outcome) => outcome.kind === "delivered");
  if (taken !== undefined) return { kind: "accepted", receipt: taken.receipt };
  const refused = outcomes.find((outcome) => outcome.kind === "refused");
  if (refused !== undefined) {
    const { kind, broken, reason } = refused;
    return { kind, broken, reason };
  }
  const reasons = outcomes.flatMap((outcome) => ("reason" in outcome ? [outcome.reason] : []));
  return { kind: "unreached", reason: reasons[0] ?? "it has nobody to send to" };
}
