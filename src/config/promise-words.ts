/** Whether a promise says nothing that the monitor's name does not say: "Billing sync runs". */
export function repeatsName(promise: string, name: string): boolean {
  const named = new Set(wordsOf(name).map(stemOf));
  return wordsOf(promise).every((word) => named.has(stemOf(word)) || empty.has(word));
}

function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** `syncs` and `synced` are about `sync`. */
function stemOf(word: string): string {
  return word.length < 4 ? word : word.replace(/(?:es|ed|ing|s|e)$/u, "");
}

/** Words that every job could say of itself. */
const empty = new Set(
  `a an the this that it its is was are be been has have will must should to of for in on and with
  job jobs task tasks script scripts cron cronjob process program command service run runs ran running
  execute executes executed start starts started finish finishes finished complete completes completed
  work works worked done ok okay fine well successful successfully success succeeds succeeded good
  properly correctly always daily nightly hourly weekly monthly every each day night hour week month
  time regularly up alive`.split(/\s+/u),
);
