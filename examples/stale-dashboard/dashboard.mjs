// What the dashboard shows, as JSON.
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";

const { PORT = "8081", SHOP_DB = "shop.db" } = process.env;
const db = new DatabaseSync(SHOP_DB, { readOnly: true, timeout: 5000 });
const hours = db.prepare("select hour, total, newest from revenue order by hour desc limit 24");

const server = createServer((_request, response) => {
  const shown = hours.all();
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ newestOrder: shown[0]?.newest ?? null, hours: shown }));
});
server.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`listening on ${server.address().port}`);
});
