import { expect, it } from "vitest";
import { planOutbox, type OutboxPlan } from "../../src/domain/outbox-plan.ts";
import type { OpenMessage, WaitingNotice } from "../../src/domain/outbox-row.ts";

const now = 1_000;

const owed = (number: number, change: Partial<WaitingNotice> = {}): WaitingNotice => ({
  ...{ number, incident: number, recipient: "", group: "g", kind: "opened", dueAt: number },
  ...{ message: null, recalled: false },
  ...change,
});

const open = (number: number, change: Partial<OpenMessage> = {}): OpenMessage => ({
  ...{ number, size: 1, attempts: 1, mayHaveArrived: false, nextAt: now, leased: false },
  ...change,
});

interface Plan extends Omit<OutboxPlan, "form"> {
  /** Numbers of the notices of each. */
  readonly form: readonly (readonly number[])[];
}

const nothing: Plan = { retire: [], end: [], cancel: [], retry: [], form: [] };

it.each<[string, readonly WaitingNotice[], readonly OpenMessage[], object, Partial<Plan>]>([
  ["an empty outbox", [], [], {}, {}],
  ["two incidents, two messages", [owed(1), owed(2)], [], {}, { form: [[1], [2]] }],
  ["two incidents of a group", [owed(1), owed(2)], [], { groups: true }, { form: [[1, 2]] }],
  [
    "incidents of two groups",
    [owed(1), owed(2, { group: "h" })],
    [],
    { groups: true },
    { form: [[1], [2]] },
  ],
  [
    "two recipients of a group",
    [owed(1), owed(2, { incident: 1, recipient: "b" })],
    [],
    { groups: true },
    { form: [[1], [2]] },
  ],
  [
    "notices of one incident leave together, in the latest one's group",
    [owed(1), owed(2, { incident: 1, group: "h" }), owed(3, { group: "h" })],
    [],
    { groups: true },
    { form: [[1, 2, 3]] },
  ],
  [
    "those that wait longest first",
    [owed(3), owed(2), owed(1)],
    [],
    { limit: 2 },
    { form: [[1], [2]] },
  ],
  ["nothing where nothing may leave", [owed(1)], [], { limit: 0 }, {}],
  [
    "a message in somebody's hands holds up what is about the same incident",
    [owed(1, { message: 7 }), owed(2, { incident: 1 }), owed(3)],
    [open(7, { leased: true })],
    {},
    { form: [[3]] },
  ],
  [
    "but not for another recipient",
    [owed(1, { message: 7 }), owed(2, { incident: 1, recipient: "b" })],
    [open(7, { leased: true })],
    {},
    { form: [[2]] },
  ],
  ["a message whose time has come", [owed(1, { message: 7 })], [open(7)], {}, { retry: [7] }],
  ["one whose time has not", [owed(1, { message: 7 })], [open(7, { nextAt: now + 1 })], {}, {}],
  [
    "one that was overtaken and did not arrive is told anew, whatever its time",
    [owed(1, { message: 7 }), owed(2, { incident: 1, kind: "resolved" })],
    [open(7, { nextAt: now + 1 })],
    {},
    { retire: [7], form: [[1, 2]] },
  ],
  [
    "one that may have arrived is tried again first",
    [owed(1, { message: 7 }), owed(2, { incident: 1, kind: "resolved" })],
    [open(7, { mayHaveArrived: true })],
    {},
    { retry: [7] },
  ],
  [
    "and holds up what follows until its time",
    [owed(1, { message: 7 }), owed(2, { incident: 1, kind: "resolved" })],
    [open(7, { mayHaveArrived: true, nextAt: now + 1 })],
    {},
    {},
  ],
  [
    "one that was claimed and never tried is free once its lease has passed",
    [owed(1, { message: 7 })],
    [open(7, { attempts: 0 })],
    {},
    { retire: [7], form: [[1]] },
  ],
  [
    "what was taken back meanwhile is no more",
    [owed(1, { message: 7, recalled: true }), owed(2, { recalled: true })],
    [open(7)],
    {},
    { retire: [7], cancel: [1, 2] },
  ],
  [
    "the rest of a message of which a part was taken back is told anew",
    [owed(1, { message: 7, recalled: true }), owed(2, { message: 7 })],
    [open(7, { size: 2 })],
    {},
    { retire: [7], cancel: [1], form: [[2]] },
  ],
  [
    "what may have arrived is told again though it was taken back",
    [owed(1, { message: 7, recalled: true })],
    [open(7, { mayHaveArrived: true })],
    {},
    { retry: [7] },
  ],
  [
    "but nobody is pressed twice",
    [owed(1, { message: 7, recalled: true, kind: "escalated" })],
    [open(7, { mayHaveArrived: true })],
    {},
    { end: [7] },
  ],
  [
    "a message that fails again and again does not hold up others",
    [owed(1, { message: 7 }), owed(2)],
    [open(7, { nextAt: now })],
    { limit: 1 },
    { form: [[2]] },
  ],
])("%s", (_, notices, messages, change, expected) => {
  const { form, ...plan } = planOutbox(notices, messages, {
    ...{ now, groups: false, limit: 99 },
    ...change,
  });
  expect({ ...plan, form: form.map((each) => each.notices) }).toEqual({ ...nothing, ...expected });
});
