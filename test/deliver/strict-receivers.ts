/** What each receiver would refuse, by its published limits: a list of complaints, empty where it takes it. */
export interface StrictReceiver {
  readonly complaints: (text: string) => readonly string[];
}

type Part = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === "string";
const said = (value: unknown) => (isText(value) ? value : "");
const bytes = (text: string) => Buffer.byteLength(text);

/** JSON that UTF-8 can carry: lone surrogates, escaped or not, are refused by most parsers. */
function parse(text: string, complain: (what: string) => void): Part {
  try {
    const read = JSON.parse(text) as Part;
    if (!JSON.stringify(read).isWellFormed() || /\\ud[89a-f][0-9a-f]{2}/iu.test(text))
      complain("a lone surrogate");
    return read;
  } catch {
    complain("no JSON");
    return {};
  }
}

function strict(check: (body: Part, text: string, complain: (what: string) => void) => void) {
  return {
    complaints: (text: string) => {
      const found: string[] = [];
      const complain = (what: string) => void found.push(what);
      const body = parse(text, complain);
      if (found.length === 0) check(body, text, complain);
      return found;
    },
  };
}

export const strictPagerduty: StrictReceiver = strict((body, text, complain) => {
  const { event_action: action, dedup_key: key, payload } = body;
  if (bytes(text) > 512_000) complain("over 512 kB");
  if (!isText(body["routing_key"])) complain("no routing_key");
  const isChange = action === undefined;
  if (!isChange && !["trigger", "acknowledge", "resolve"].includes(said(action)))
    complain("event_action");
  if (!isChange && (!isText(key) || key === "" || key.length > 255)) complain("dedup_key");
  if (action === "acknowledge" || action === "resolve") return;
  const { summary, source, severity, timestamp, custom_details: details } = payload as Part;
  if (!isText(summary) || summary === "" || summary.length > 1_024) complain("summary");
  if (!isText(source) || source === "") complain("source");
  if (!isChange && !["critical", "error", "warning", "info"].includes(said(severity)))
    complain("severity");
  if (timestamp !== undefined && Number.isNaN(Date.parse(said(timestamp)))) complain("timestamp");
  if (details !== undefined && typeof details !== "object") complain("custom_details");
  for (const link of (body["links"] ?? []) as Part[])
    if (!/^https?:\/\//u.test(said(link["href"]))) complain("links");
});

export const strictNtfy: StrictReceiver = strict((body, text, complain) => {
  const { topic, title, message, priority, tags = [], click, actions = [] } = body;
  if (bytes(text) > 8_192) complain("a body over twice the limit");
  if (!isText(topic) || !/^[-_A-Za-z0-9]{1,64}$/u.test(topic)) complain("topic");
  if (!isText(message) || message === "" || bytes(message) > 4_096) complain("message");
  if (!isText(title) || bytes(title) > 1_000) complain("title");
  if (!Number.isInteger(priority) || Number(priority) < 1 || Number(priority) > 5)
    complain("priority");
  if (!(tags as unknown[]).every((tag) => isText(tag) && /^\w+$/u.test(tag))) complain("tags");
  if (click !== undefined && !/^https?:\/\//u.test(said(click))) complain("click");
  if ((actions as Part[]).length > 3) complain("more than three actions");
  for (const { action, label, url } of actions as Part[])
    if (action !== "view" || !isText(label) || !/^https?:\/\//u.test(said(url)))
      complain("an action");
});

export const strictDiscord: StrictReceiver = strict((body, _text, complain) => {
  const { content = "", embeds = [], allowed_mentions: mentions } = body;
  if (said(content).length > 2_000) complain("content");
  if (content === "" && (embeds as Part[]).length === 0) complain("an empty message");
  if (JSON.stringify(mentions) !== '{"parse":[]}') complain("somebody could be mentioned");
  if ((embeds as Part[]).length > 10) complain("embeds");
  let total = 0;
  const limited = (value: unknown, most: number, what: string, needed = false) => {
    if (value === undefined && !needed) return;
    if (!isText(value) || value.length > most || (needed && value.trim() === "")) complain(what);
    else total += value.length;
  };
  for (const embed of embeds as Part[]) {
    limited(embed["title"], 256, "title");
    limited(embed["description"], 4_096, "description");
    limited((embed["footer"] as Part | undefined)?.["text"], 2_048, "footer");
    const fields = (embed["fields"] ?? []) as Part[];
    if (fields.length > 25) complain("fields");
    for (const { name, value } of fields) {
      limited(name, 256, "the name of a field", true);
      limited(value, 1_024, "the value of a field", true);
    }
  }
  if (total > 6_000) complain("over 6000 in all");
});
