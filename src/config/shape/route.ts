import type * as z from "zod";
import { choice, integer, yesOrNo } from "./leaf.ts";
import { named, oneOrMany, section } from "./section.ts";
import { headerValue, secret, textOrSecret, url, urlOrSecret } from "./secrets.ts";
import { absolutePath, address, form } from "./texts.ts";
import { headerName, template } from "./webhook.ts";

const smtp = section({
  host: form("a host's name or address", /^[A-Za-z0-9.:-]{1,253}$/u, "mail.acme.example").describe(
    "The mail server.",
  ),
  port: integer(1, 65_535).optional().describe("Default 587."),
  security: choice("starttls", "implicit", "none")
    .optional()
    .describe(
      "Default starttls, and on port 465 implicit. `none` is for this machine's own server.",
    ),
  user: form("a user's name", /^[^\s]{1,320}$/u, "luota")
    .optional()
    .describe("Who logs in."),
  password: secret("the password", "SMTP_PASSWORD").optional().describe("Where the password is."),
});

const slack = section({
  webhook: secret("the webhook", "SLACK_WEBHOOK_URL")
    .optional()
    .describe("Where the URL of an incoming webhook is."),
  token: secret("the bot's token", "SLACK_TOKEN")
    .optional()
    .describe("Where the token of a bot is, in place of a webhook: it can answer in threads."),
  channel: form(
    "a channel in quotes, or its id",
    /^(?:#[^\s#@<>&,]{1,80}|[A-Z][A-Z0-9]{7,31})$/u,
    '"#ops"',
  )
    .optional()
    .describe("Where the bot writes."),
  api: url("https://slack.com/api/")
    .optional()
    .describe("Where the bot's methods are. Default https://slack.com/api/"),
});

const webhook = section({
  url: urlOrSecret("WEBHOOK_URL").optional().describe("Where it is posted to."),
  secret: oneOrMany(secret("the signing secret", "WEBHOOK_SECRET"))
    .optional()
    .describe("Signs each message (Standard Webhooks); two while one replaces the other."),
  signingKey: secret("the signing key", "WEBHOOK_SIGNING_KEY")
    .optional()
    .describe("A private key (whsk_…) that signs as well, with Ed25519."),
  headers: named(headerName(), headerValue()).optional().describe("Sent along."),
  template: template()
    .optional()
    .describe("JSON with {{name}} places, sent in place of the standard body."),
  preset: choice("pagerduty", "ntfy", "discord").optional().describe("A known receiver."),
  key: secret("the integration key", "PAGERDUTY_KEY")
    .optional()
    .describe("The integration key of PagerDuty."),
  topic: textOrSecret().optional().describe("The topic of ntfy."),
  token: secret("the access token", "NTFY_TOKEN")
    .optional()
    .describe("The access token of ntfy, where the topic is not open to all."),
});

export const routeShape = section({
  pager: yesOrNo().optional().describe("A pager hears of severity 1 and 2 only."),
  slack: slack
    .optional()
    .describe("A Slack channel, through an incoming webhook or as a bot (token and channel)."),
  email: section({
    from: address().describe("The sender."),
    to: oneOrMany(address()).describe("Who gets it."),
    smtp: smtp.optional().describe("The server that takes the mail."),
    sendmail: absolutePath()
      .optional()
      .describe("A local program that takes the mail, in place of a server."),
  })
    .optional()
    .describe("Mail."),
  webhook: webhook.optional().describe("Any program that takes a POST."),
});

export type RawRoute = z.output<typeof routeShape>;
