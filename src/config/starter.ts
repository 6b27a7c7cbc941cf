import { stringify } from "yaml";

/** The answers from which a first config is written. */
export interface StarterAnswers {
  readonly workspace: string | null;
  readonly timezone: string;
  /** The name of whoever answers for the promises; also the owner's key, made fit. */
  readonly owner: string | null;
  /** The environment variable that will hold a Slack webhook. */
  readonly slackVariable: string | null;
  readonly email: { readonly from: string; readonly to: string; readonly smtpHost: string } | null;
  /** Where secrets will be; null leaves the usual place. */
  readonly envFile: string | null;
}

/** A first config with a word on each thing in it. What was not answered is there as a comment. */
export function starterConfig(answers: StarterAnswers): string {
  const { workspace, timezone, owner, envFile } = answers;
  const key = ownerKey(owner ?? "me");
  const routes = routesOf(answers);
  const names = [...routes.keys()];
  return [
    "# What luota watches, who answers for it, and who is told.",
    "# `luota config check` says what is wrong here; `luota config schema` helps your editor.",
    "",
    workspace === null ? "# workspace: acme / production" : `workspace: ${scalar(workspace)}`,
    `timezone: ${scalar(timezone)} # whose clock \`cron\` is read from`,
    ...(envFile === null
      ? []
      : [`envFile: ${scalar(envFile)} # where env:NAME is looked up, mode 0600`]),
    "",
    "# Where notices go. Secrets are named (env:NAME, file:/path), never written here.",
    ...(names.length === 0
      ? ["# routes:", "#   ops-slack:", "#     slack: { webhook: env:SLACK_WEBHOOK_URL }"]
      : ["routes:", ...[...routes].flatMap(([name, lines]) => [`  ${name}:`, ...lines])]),
    "",
    "# Who answers for promises.",
    "owners:",
    `  ${scalar(key)}:`,
    ...(owner === null ? [] : [`    name: ${scalar(owner)}`]),
    names.length === 0 ? "    # routes: [ops-slack]" : `    routes: [${names.join(", ")}]`,
    "",
    "defaults:",
    `  owner: ${scalar(key)}`,
    "",
    "# The promises under watch, each with the outcome that a customer can see. Add one with",
    "# `luota add billing-sync --every 15m`, or write it here:",
    "# monitors:",
    "#   billing-sync: # luota run billing-sync -- ./sync.sh",
    "#     promise: Stripe invoices are reflected in customer access",
    "#     every: 15m",
    "#     grace: 3m",
    "",
  ].join("\n");
}

function routesOf({ slackVariable, email }: StarterAnswers): Map<string, readonly string[]> {
  const routes = new Map<string, readonly string[]>();
  if (slackVariable !== null) {
    routes.set("slack", [`    slack: { webhook: env:${slackVariable} }`]);
  }
  if (email !== null) {
    const { from, to, smtpHost } = email;
    routes.set("mail", [
      "    email:",
      `      from: ${scalar(from)}`,
      `      to: [${scalar(to)}]`,
      smtpHost === "localhost"
        ? "      smtp: { host: localhost, port: 25, security: none } # this machine's own server"
        : `      smtp: { host: ${scalar(smtpHost)} } # 587 with STARTTLS; add user and password: env:SMTP_PASSWORD`,
    ]);
  }
  return routes;
}

/** A name for people made into a key: "Revenue operations" is revenue-operations. */
function ownerKey(name: string): string {
  const words =
    name
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z0-9]+/gu) ?? [];
  return words.join("-").slice(0, 64) || "me";
}

function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, defaultStringType: "PLAIN" }).trimEnd();
}
