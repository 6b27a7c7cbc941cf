// What users see: the summaries, and how many tickets the newest batch has shown.
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";

const { PORT = "8082", PRODUCT_DB = "product.db" } = process.env;
const db = new DatabaseSync(PRODUCT_DB, { timeout: 5000 });
db.exec("create table if not exists summary (ticket text primary key, text text, batch text)");
const newest = db.prepare(
  "select batch, count(*) as shown from summary group by 1 order by 1 desc",
);
const all = db.prepare("select ticket, text from summary order by ticket");

const server = createServer((_request, response) => {
  const { batch = null, shown = 0 } = newest.get() ?? {};
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ batch, shown, summaries: all.all() }));
});
server.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`listening on ${server.address().port}`);
});
