// Takes Stripe's events: keeps the subscription's state at once, and leaves access to the worker.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Luota } from "luota";
import { openAccounts } from "./accounts.mjs";

const { PORT = "8080", STRIPE_WEBHOOK_SECRET = "", ACCESS_JOB = "access.update" } = process.env;
const luota = new Luota();
const accounts = openAccounts();

const server = createServer(async (request, response) => {
  const body = await text(request);
  if (!isSigned(body, request.headers["stripe-signature"])) return response.writeHead(400).end();
  const event = JSON.parse(body);
  try {
    if (event.type === "invoice.payment_failed") await paymentFailed(event);
    response.writeHead(200).end("received");
  } catch (error) {
    console.error(error);
    response.writeHead(500).end(); // Stripe sends it again
  }
});

async function paymentFailed({ id, data: { object: invoice } }) {
  const run = await luota.runs.start({
    monitor: "billing-access",
    externalRunId: id,
    payload: { customer: invoice.customer, invoice: invoice.id },
  });
  if (run.repeated) return; // Stripe sent the same event again
  try {
    accounts.setSubscription(invoice.customer, "past_due");
    await luota.runs.evidence(run.id, "subscription", { state: "past_due" });
    accounts.enqueue({ kind: ACCESS_JOB, run: run.id, customer: invoice.customer });
    await luota.runs.success(run.id, { summary: "answered Stripe with 200, access job queued" });
  } catch (error) {
    await luota.runs.failure(run.id, { error });
    throw error;
  }
}

/** `t=TIME,v1=HMAC` of `TIME.BODY`, as docs.stripe.com/webhooks says; at most five minutes old. */
function isSigned(body, header = "") {
  const parts = new Map(header.split(",").map((part) => part.split("=")));
  const time = parts.get("t") ?? "";
  const mine = createHmac("sha256", STRIPE_WEBHOOK_SECRET).update(`${time}.${body}`).digest();
  const theirs = Buffer.from(parts.get("v1") ?? "", "hex");
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) < 300;
  return isFresh && theirs.length === mine.length && timingSafeEqual(mine, theirs);
}

server.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`listening on ${server.address().port}`);
});
process.once("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  accounts.close();
});
