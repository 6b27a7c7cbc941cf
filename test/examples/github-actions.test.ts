import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { serveHttp } from "../deliver/http-server.ts";
import { until } from "../rig/until.ts";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

interface Workflow {
  readonly jobs: { readonly publish: { readonly steps: readonly { readonly run?: string }[] } };
}

/** The lines of the workflow's steps, as a runner gives them to bash. */
function stepsOf(example: Example): string {
  const file = readFileSync(join(example.folder, "publish-prices.yml"), "utf8");
  const { steps } = (parse(file) as Workflow).jobs.publish;
  return steps.flatMap(({ run }) => run ?? []).join("\n");
}

test("a price list is published when customers get it, not when the workflow is green", async () => {
  const site = { prices: "{}", token: "sesame" };
  await using server = await serveHttp((request, response) => {
    if (request.method === "PUT") {
      const isAllowed = request.headers.authorization === `Bearer ${site.token}`;
      if (isAllowed) site.prices = request.text;
      response.writeHead(isAllowed ? 204 : 403).end();
    } else response.end(site.prices);
  });
  const url = `http://127.0.0.1:${server.port}`;
  await using example = await Example.open("github-actions");
  Object.assign(example.env, { SITE: url, TOKEN: "sesame", GITHUB_SHA: "8f42c19" });
  const checkout = example.place("checkout");
  copyFileSync(join(example.folder, "prices.json"), join(checkout, "prices.json"));
  const workflow = async () =>
    await example.rig.run("bash", ["-e", "-c", stepsOf(example)], {
      cwd: checkout,
      env: example.env,
    });

  expect(await workflow()).toMatchObject({ code: 0 });
  await example.watch({
    "https://shop.acme.example/prices.json": `${url}/prices.json`,
    "certificateDays: 14": "within: 5s",
    "lookEvery: 15m": "lookEvery: 1s",
  });
  const verdict = async () => {
    const [monitor] = (await example.json("status")) as { verdict: string }[];
    return monitor?.verdict;
  };
  await until("customers get today's prices", async () => (await verdict()) === "healthy");

  // The quiet failure: the site has a new token, and curl without -f takes 403 for an answer.
  site.token = "changed";
  const { builtAt } = JSON.parse(site.prices) as { builtAt: string };
  const yesterday = new Date(Date.parse(builtAt) - 27 * 3_600_000).toISOString();
  site.prices = site.prices.replace(builtAt, yesterday);
  expect(await workflow()).toMatchObject({ code: 0 });
  const told = await example.told("published-prices", "incident.opened");
  expect(told).toMatchObject({ kind: "stale", severity: 2 });
  const story = JSON.stringify(told);
  for (const words of ["Customers see the price list that was published today", "$.builtAt"])
    expect(story).toContain(words);
  const line = `bash -e -c "$STEPS"`;
  const others = await seenByOthers(example, line, {
    cwd: checkout,
    env: { STEPS: stepsOf(example) },
  });
  expect(others).toEqual(allGreen);
  show(example, "the site's token has changed", others, told.headline);
}, 60_000);
