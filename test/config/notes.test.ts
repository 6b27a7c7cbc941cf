import { describe, expect, test } from "vitest";
import { told } from "./read.ts";

describe("notes, which are no errors", () => {
  const sound = "promise: Invoices are visible, owner: o";
  test.each([
    ["nothing to say", `x: { ${sound}, every: 5m }`, []],
    ["no promise", "x: { owner: o, every: 5m }", ["no-promise"]],
    [
      "a promise that repeats the name",
      "billing-sync: { owner: o, promise: Billing sync runs successfully }",
      ["promise-repeats-name"],
    ],
    [
      "a promise in the name's own words",
      "invoiceSync: { owner: o, promise: The invoices are synced every night }",
      ["promise-repeats-name"],
    ],
    [
      "a promise with one word more",
      "billing-sync: { owner: o, promise: Billing sync shows invoices }",
      [],
    ],
    ["no owner", "x: { promise: Invoices are visible }", ["no-owner"]],
    ["routes in place of an owner", "x: { promise: Invoices are visible, routes: r }", []],
    ["a command that nothing starts", `x: { ${sound}, command: make }`, ["nothing-starts-it"]],
    ["a grace longer than the gap", `x: { ${sound}, every: 5m, grace: 6m }`, ["longer-than-gap"]],
    [
      "a timeout longer than the gap of a pattern",
      `x: { ${sound}, cron: "*/5 * * * *", timeout: 10m }`,
      ["longer-than-gap"],
    ],
    ["limits as long as the gap", `x: { ${sound}, every: 5m, grace: 5m, timeout: 5m }`, []],
    [
      "a kill before the word",
      `x: { ${sound}, every: 1h, timeout: 5m, finishWithin: 5m }`,
      ["timeout-before-finish"],
    ],
  ])("%s", (_, monitor, expected) => {
    const frame = "routes: { r: { slack: { webhook: env:A } } }\nowners: { o: { routes: [r] } }";
    expect(told(`${frame}\nmonitors: { ${monitor} }`)).toEqual(expected);
  });

  test("an owner without routes, a route without use, a silence without a monitor", () => {
    const text = `
routes: { unused: { slack: { webhook: env:A } } }
owners: { o: {} }
silences: [{ reason: x, monitors: [nightly-*], from: 2026-01-01, until: 2026-01-02 }]`;
    expect(told(text)).toEqual(["unused-route", "owner-without-routes", "silence-fits-nothing"]);
  });
});
