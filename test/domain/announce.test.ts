import { describe, expect, test } from "vitest";
import { announce } from "../../src/domain/announce.ts";
import type { Audience, Listener } from "../../src/domain/announce-telling.ts";
import type { Turn } from "../../src/domain/cause.ts";
import { defaultMonitor } from "../../src/domain/default-monitor.ts";
import { acknowledgeIncident, remindOfIncident } from "../../src/domain/incident-action.ts";
import type { Change, Incident } from "../../src/domain/incident.ts";
import { noDetail } from "../../src/domain/judge-work.ts";
import type { Severity } from "../../src/domain/monitor.ts";
import type { NoticeKind, OutboxEntry } from "../../src/domain/notice.ts";
import { reconcile } from "../../src/domain/reconcile.ts";
import { minute, second } from "./judge-story.ts";
import { at } from "./judge-words.ts";

const slack: Listener = { route: "slack", pager: false, recipients: [""], showsQuietly: true };
const mail: Listener = {
  route: "mail",
  pager: false,
  recipients: ["a@x", "b@x"],
  showsQuietly: false,
};
const pager: Listener = { route: "pager", pager: true, recipients: [""], showsQuietly: false };

const audience: Audience = {
  owner: "revenue",
  listeners: [slack, mail, pager],
  escalate: [],
  escalationListeners: [],
  outbox: [],
  silencedUntil: null,
  lastGroupAt: null,
};

const now = at("03:00");
const fails: Turn = {
  kind: "began",
  cause: "failing",
  at: at("02:59"),
  gap: null,
  detail: noDetail,
};
const again: Turn = { ...fails, kind: "again", count: 1 };
const heals: readonly Turn[] = [
  { kind: "ended", cause: "failing", at: now, by: { kind: "beat" } },
  { kind: "proof", at: now, run: null },
];

function changesOf(turns: readonly Turn[], latest: Incident | null = null, severity: Severity = 2) {
  const rules = { monitor: { ...defaultMonitor("billing-sync"), severity }, drill: null };
  return reconcile(rules, latest, turns, now);
}

function lastOf(changes: readonly Change[]): Incident {
  const incident = changes.at(-1)?.incident;
  if (incident === undefined) throw new Error("nothing changed");
  return incident;
}

const entry = (
  kind: NoticeKind,
  route: string,
  state: OutboxEntry["state"],
  recipient = "",
): OutboxEntry => ({ kind, route, recipient, state });

/** `opened slack`, `opened mail a@x`; quiet ones end in ` (quiet)`. */
function told(changes: readonly Change[], different: Partial<Audience> = {}): string[] {
  return announce(changes, { ...audience, ...different }, now).notices.map(
    ({ kind, route, recipient, quiet }) =>
      [kind, route, ...(recipient === "" ? [] : [recipient]), ...(quiet ? ["(quiet)"] : [])].join(
        " ",
      ),
  );
}

const open = lastOf(changesOf([fails]));
const everywhere = (kind: NoticeKind) => [
  `${kind} slack`,
  `${kind} mail a@x`,
  `${kind} mail b@x`,
  `${kind} pager`,
];

describe("who hears of a break", () => {
  test.each<[string, Severity, readonly string[]]>([
    ["severity 1 goes to all the owner's routes", 1, everywhere("opened")],
    ["severity 2 goes to all the owner's routes", 2, everywhere("opened")],
    ["severity 3 to all but pagers", 3, everywhere("opened").slice(0, 3)],
    ["severity 4 to the digest only", 4, []],
  ])("%s", (_rule, severity, expected) => {
    expect(told(changesOf([fails], null, severity))).toEqual(expected);
  });

  test("everything of one tick is one message", () => {
    const unproven: Turn = { ...fails, cause: "unproven" };
    expect(told(changesOf([fails, again, unproven]))).toEqual(everywhere("opened"));
  });

  test("another way of breaking is told, unless the first message still waits", () => {
    const more = changesOf([{ ...fails, cause: "unproven" }], open);
    const outbox = [entry("opened", "slack", "tried"), entry("opened", "mail", "waiting", "a@x")];
    expect(told(more, { outbox })).toEqual([
      "cause-added slack",
      "cause-added mail b@x",
      "cause-added pager",
    ]);
  });

  test("another occurrence is shown quietly, and only each time their number has doubled", () => {
    const second = changesOf([again], open);
    expect(told(second)).toEqual(["occurrence slack (quiet)"]);
    const third = changesOf([again], lastOf(second));
    expect(told(third)).toEqual([]);
    expect(told(changesOf([again], lastOf(third)))).toEqual(["occurrence slack (quiet)"]);
  });

  test("flapping is called once; what goes on is quiet", () => {
    const flapping = { ...open, flapping: true, reopenings: 3 };
    expect(told(changesOf([again], flapping))).toEqual([]);
    expect(told(changesOf([{ ...fails, cause: "unproven" }], flapping))).toEqual([]);
    const resolved = { ...lastOf(changesOf(heals, open)), reopenings: 2 };
    const third = changesOf([{ ...fails, at: now + second }], resolved);
    expect(told(third)).toEqual(everywhere("flapping"));
  });

  test("a reminder goes where the opening went", () => {
    const due = { ...open, remindAt: now };
    const change = remindOfIncident(due, 60 * minute, now);
    expect(told(change === null ? [] : [change])).toEqual(everywhere("reminder"));
  });
});

describe("who hears of the end", () => {
  const resolved = changesOf(heals, open);

  test("resolved goes to those that heard the opening", () => {
    const outbox = [entry("opened", "slack", "tried"), entry("opened", "mail", "refused", "a@x")];
    expect(told(resolved, { outbox })).toEqual(["resolved slack"]);
  });

  test("healed before it was sent: one combined message, and the waiting one is taken back", () => {
    const outbox = [entry("opened", "slack", "tried"), entry("opened", "mail", "waiting", "a@x")];
    expect(told(resolved, { outbox })).toEqual(["resolved slack", "healed mail a@x"]);
    expect(announce(resolved, { ...audience, outbox }, now).cancellations).toMatchObject([
      { kinds: expect.arrayContaining(["opened", "escalated"]) as unknown, route: null },
    ]);
  });

  test("broken and healed in one tick is one combined message", () => {
    expect(told(changesOf([fails, ...heals]))).toEqual(everywhere("healed"));
  });

  test("who heard of an earlier resolution is not told of one they never knew broken again", () => {
    const outbox = [entry("opened", "slack", "tried"), entry("resolved", "slack", "tried")];
    expect(told(resolved, { outbox })).toEqual([]);
  });

  test("an escalation that was heard hears the end too; one that waits is taken back", () => {
    const outbox = [entry("escalated", "pager", "tried"), entry("escalated", "boss", "waiting")];
    const boss = { ...pager, route: "boss" };
    expect(
      told(resolved, { outbox, listeners: [slack], escalationListeners: [pager, boss] }),
    ).toEqual(["resolved pager"]);
  });
});

describe("escalation and acknowledgement", () => {
  const escalate = [{ afterMs: 15 * minute, routes: ["pager"] }];
  const steps = { listeners: [slack], escalate, escalationListeners: [pager] };

  test("no escalation unless configured; a step is a row that is due later", () => {
    const { notices } = announce(changesOf([fails]), { ...audience, ...steps }, now);
    expect(notices.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ["opened", now],
      ["escalated", now + 15 * minute],
    ]);
  });

  test("another way of breaking begins no second escalation, nor one that somebody has", () => {
    const more = changesOf([{ ...fails, cause: "unproven" }], open);
    expect(told(more, steps)).toEqual(["cause-added slack"]);
  });

  test("an acknowledgement cancels it, and is told to whoever heard", () => {
    const taken = acknowledgeIncident(open, { by: "ada", note: null }, now);
    const outbox = [entry("opened", "slack", "tried"), entry("escalated", "pager", "waiting")];
    const changes = taken.ok ? [taken.value] : [];
    const { notices, cancellations } = announce(changes, { ...audience, ...steps, outbox }, now);
    expect(notices.map(({ kind, route }) => `${kind} ${route}`)).toEqual(["acknowledged slack"]);
    expect(cancellations).toMatchObject([{ kinds: ["reminder", "escalated"] }]);
  });
});

describe("silence", () => {
  const silencedUntil = now + 60 * minute;

  test("a break within a silence is told when it ends", () => {
    const { notices } = announce(changesOf([fails]), { ...audience, silencedUntil }, now);
    expect(new Set(notices.map((notice) => notice.dueAt))).toEqual(new Set([silencedUntil]));
  });

  test("what heals within it is not told at all", () => {
    const outbox = [entry("opened", "slack", "waiting")];
    const told = announce(changesOf(heals, open), { ...audience, silencedUntil, outbox }, now);
    expect(told.notices).toEqual([]);
    expect(told.cancellations).toHaveLength(1);
  });
});

describe("grouping", () => {
  const dueOf = (lastGroupAt: number | null) => {
    const { notices } = announce(changesOf([fails]), { ...audience, lastGroupAt }, now);
    return [...new Set(notices.map(({ dueAt, group }) => `${dueAt - now} ${group}`))];
  };

  test.each<[string, number | null, number]>([
    ["the first notice leaves at once with everything of its tick", null, 0],
    ["so does one long after", now - 10 * second, 0],
    ["followers within 10 s are grouped", now - 4 * second, 6 * second],
    ["and join the group that is yet to leave", now + 6 * second, 6 * second],
    ["a group far ahead is a clock's error", now + 60 * minute, 0],
  ])("%s", (_rule, lastGroupAt, wait) => {
    expect(dueOf(lastGroupAt)).toEqual([`${wait} revenue@${now + wait}`]);
  });

  test("notices of a drill are marked", () => {
    const rules = { monitor: { ...defaultMonitor("x"), severity: 3 as const }, drill: "drill-1" };
    const { notices } = announce(reconcile(rules, null, [fails], now), audience, now);
    expect(notices.every((notice) => notice.drill === "drill-1")).toBe(true);
    expect(notices).toHaveLength(3);
  });
});
