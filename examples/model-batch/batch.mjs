// Asks a model for a summary of each ticket, and keeps those that are valid.
import { readFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { Luota } from "luota";

/* global fetch */
const { MODEL_URL, MODEL_KEY = "", PRODUCT_DB = "product.db" } = process.env;
const [input = "tickets.jsonl"] = process.argv.slice(2);
const luota = new Luota();
const db = new DatabaseSync(PRODUCT_DB, { timeout: 5000 });
db.exec("create table if not exists summary (ticket text primary key, text text, batch text)");
const keep = db.prepare("insert or replace into summary values (?, ?, ?)");

const lines = (await readFile(input, "utf8")).trimEnd().split("\n");
const tickets = lines.map((line) => JSON.parse(line));
const batch = new Date().toISOString();
const options = { payload: { batch, input, tickets: tickets.length }, tags: { model: "small-3" } };

await luota.wrap(
  "ticket-summaries",
  async (run) => {
    let rejected = 0;
    for (const ticket of tickets) {
      const text = readSummary(await ask(ticket));
      if (text === null)
        rejected += 1; // the quiet failure: counted, and that is all
      else keep.run(ticket.id, text, batch);
    }
    await run.evidence("answered", { asked: tickets.length, rejected });
    console.log(`batch of ${tickets.length} finished`);
  },
  options,
);
luota.close();

async function ask({ text }) {
  const response = await fetch(`${MODEL_URL}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${MODEL_KEY}`, "content-type": "application/json" },
    body: JSON.stringify({
      model: "small-3",
      messages: [{ role: "user", content: `Answer with {"summary": "…"} only. ${text}` }],
    }),
  });
  if (!response.ok) throw new Error(`the model answered ${response.status}`);
  return (await response.json()).choices[0].message.content;
}

function readSummary(answer) {
  try {
    const { summary } = JSON.parse(answer);
    return typeof summary === "string" && summary !== "" ? summary : null;
  } catch {
    return null;
  }
}
