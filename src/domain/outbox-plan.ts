import type { EpochMilliseconds } from "../base/time.ts";
import { isPrompt } from "./outbox-story.ts";
import { formMessages, pairOf, type FormedMessage } from "./outbox-form.ts";
import type { OpenMessage, WaitingNotice } from "./outbox-row.ts";

export interface PlanQuestion {
  readonly now: EpochMilliseconds;
  /** Notices of several incidents may leave as one message. */
  readonly groups: boolean;
  /** At most so many messages. */
  readonly limit: number;
}

/** What to do with a route's outbox, in this order. */
export interface OutboxPlan {
  /** Messages that did not arrive: their notices are free again. */
  readonly retire: readonly number[];
  /** Messages that may have arrived and need not be tried again. */
  readonly end: readonly number[];
  /** Notices that were taken back. */
  readonly cancel: readonly number[];
  /** Messages to be tried again as they are. */
  readonly retry: readonly number[];
  readonly form: readonly FormedMessage[];
}

/** Decides what leaves next over one route: nothing overtakes, and what was overtaken is told as one. */
export function planOutbox(
  notices: readonly WaitingNotice[],
  messages: readonly OpenMessage[],
  { now, groups, limit }: PlanQuestion,
): OutboxPlan {
  const owned = Map.groupBy(notices, (notice) => notice.message);
  const free = (owned.get(null) ?? []).filter((notice) => !notice.recalled);
  const news = new Set(free.map(pairOf));
  const blocked = new Set<string>();
  const loose: WaitingNotice[] = [];
  const [retire, end]: [Set<number>, number[]] = [new Set(), []];
  const again: { readonly number: number; readonly readyAt: EpochMilliseconds }[] = [];
  for (const message of messages) {
    const own = owned.get(message.number) ?? [];
    switch (fateOf(message, own, news)) {
      case "leave":
        for (const notice of own) blocked.add(pairOf(notice));
        break;
      case "end":
        end.push(message.number);
        break;
      case "retire":
        retire.add(message.number);
        loose.push(...own.filter((notice) => !notice.recalled));
        break;
      case "loosen":
        loose.push(...own.filter((notice) => !notice.recalled));
        break;
      case "retry":
        for (const notice of own) blocked.add(pairOf(notice));
        if (message.nextAt <= now) again.push({ number: message.number, readyAt: message.nextAt });
    }
  }
  const pool = [...loose, ...free].filter((notice) => !blocked.has(pairOf(notice)));
  const next = [...again, ...formMessages(pool, groups)]
    .toSorted((one, other) => one.readyAt - other.readyAt)
    .slice(0, Math.max(0, limit));
  const form = next.filter((each) => "notices" in each);
  for (const { from } of form) for (const number of from) retire.add(number);
  const retry = next.flatMap((each) => ("notices" in each ? [] : each.number));
  return { retire: [...retire], end, cancel: recalledIn(notices, messages, retire), retry, form };
}

type Fate = "leave" | "end" | "retire" | "loosen" | "retry";

function fateOf(
  message: OpenMessage,
  own: readonly WaitingNotice[],
  news: ReadonlySet<string>,
): Fate {
  if (message.leased) return "leave";
  // A digest holds no notices: nothing overtakes it.
  if (message.size === 0) return "retry";
  if (message.mayHaveArrived)
    return own.every((notice) => notice.recalled && isPrompt(notice.kind)) ? "end" : "retry";
  const living = own.filter((notice) => !notice.recalled);
  if (message.attempts === 0 || living.length === 0) return "retire";
  const overtaken = living.some((notice) => news.has(pairOf(notice)));
  return overtaken || living.length < message.size ? "loosen" : "retry";
}

/** Recalled notices that nobody has in hand and that certainly did not arrive. */
function recalledIn(
  notices: readonly WaitingNotice[],
  messages: readonly OpenMessage[],
  retired: ReadonlySet<number>,
): readonly number[] {
  const kept = new Set(
    messages
      .filter((message) => message.leased || message.mayHaveArrived)
      .map((message) => message.number),
  );
  return notices
    .filter(
      ({ recalled, message }) =>
        recalled && (message === null || !kept.has(message) || retired.has(message)),
    )
    .map((notice) => notice.number);
}
