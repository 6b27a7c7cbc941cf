import { expect, test } from "vitest";
import { serveHttp } from "../deliver/http-server.ts";
import { Example } from "./example.ts";
import { allGreen, seenByOthers, show } from "./others.ts";

test("a batch is done when its output can be seen, not when the model has answered", async () => {
  const model = { fence: "" };
  await using server = await serveHttp((request, response) => {
    const { messages } = JSON.parse(request.text) as { messages: { content: string }[] };
    const summary = JSON.stringify({ summary: (messages[0]?.content ?? "").slice(-30) });
    const content = `${model.fence}${summary}${model.fence}`;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));
  });
  await using example = await Example.open("model-batch");
  Object.assign(example.env, {
    MODEL_URL: `http://127.0.0.1:${server.port}`,
    PRODUCT_DB: example.rig.path("product.db"),
  });
  const port = await example.serve("product.mjs");
  await example.watch({
    "127.0.0.1:8082": `127.0.0.1:${String(port)}`,
    "within: 10m": "within: 8s",
  });

  expect(await example.line("node batch.mjs")).toMatchObject({ code: 0 });
  const outcomeOf = async () => (await example.rig.lastRun("ticket-summaries")).outcome;
  await example.reached("the output was seen", async () => (await outcomeOf()) === "succeeded");

  // The next day, the quiet failure: the model wraps its answers, and none of them is valid.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  await example.line(
    `sqlite3 -cmd ".timeout 5000" "$PRODUCT_DB" "update summary set batch = '${yesterday}'"`,
  );
  model.fence = "\n```\n";
  const others = await seenByOthers(example, "node batch.mjs");
  expect(others).toEqual(allGreen);
  const told = await example.told("ticket-summaries", "incident.opened");
  expect(told).toMatchObject({ kind: "unproven", missing: ["visible"] });
  const story = JSON.stringify(told);
  for (const words of [
    "Support sees a summary of each of today's tickets",
    "rejected=3",
    "tickets.jsonl",
  ])
    expect(story).toContain(words);
  await example.noted("ticket-summaries", "$.batch");
  show(example, "no answer of the model is valid any more", others, told.headline);
}, 60_000);
