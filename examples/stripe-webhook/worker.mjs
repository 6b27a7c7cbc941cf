// Does the jobs that wait, then ends; a line in a crontab starts it each minute.
/* global fetch */
import { Luota } from "luota";
import { openAccounts } from "./accounts.mjs";

const luota = new Luota();
const accounts = openAccounts();
const tasks = { "access.update": updateAccess };

let done = 0;
for (let job = accounts.take(); job !== undefined; job = accounts.take()) {
  await tasks[job.kind]?.(job); // a kind that this worker doesn't know is dropped: the quiet failure
  done += 1;
}
console.log(`${done} jobs taken, queue empty`);
accounts.close();
luota.close();

async function updateAccess({ run, customer }) {
  accounts.setAccess(customer, "restricted");
  const { subscription, access } = accounts.find(customer); // what is there, not what was asked for
  if (access === "restricted") await luota.runs.evidence(run, "access", { subscription, access });

  const response = await fetch(process.env.MAIL_API_URL, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ to: customer, template: "payment-failed" }),
  });
  const receipt = `${response.status} ${await response.text()}`;
  const state = response.ok ? "good" : "bad";
  await luota.runs.evidence(run, "notification", { customer }, { state, receipt });
}
