import type * as z from "zod";
import { choice, integer, yesOrNo } from "./leaf.ts";
import { named, oneOrMany, section } from "./section.ts";
import { secret, textOrSecret, urlOrSecret } from "./secrets.ts";
import { address, form } from "./texts.ts";

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

const headerName = form("the name of a header", /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/u, "X-Team");

export const routeShape = section({
  pager: yesOrNo().optional().describe("A pager hears of severity 1 and 2 only."),
  slack: section({
    webhook: secret("the webhook", "SLACK_WEBHOOK_URL").describe("Where the webhook's URL is."),
  })
    .optional()
    .describe("A Slack channel, through an incoming webhook."),
  email: section({
    from: address().describe("The sender."),
    to: oneOrMany(address()).describe("Who gets it."),
    smtp: smtp.describe("The server that takes the mail."),
  })
    .optional()
    .describe("Mail."),
  webhook: section({
    url: urlOrSecret("WEBHOOK_URL").optional().describe("Where it is posted to."),
    secret: secret("the signing secret", "WEBHOOK_SECRET")
      .optional()
      .describe("Signs each message (Standard Webhooks)."),
    headers: named(headerName, textOrSecret()).optional().describe("Sent along."),
    preset: choice("pagerduty").optional().describe("A known receiver, in place of a URL."),
    key: secret("the integration key", "PAGERDUTY_KEY")
      .optional()
      .describe("The integration key of the preset."),
  })
    .optional()
    .describe("Any program that takes a POST."),
});

export type RawRoute = z.output<typeof routeShape>;
