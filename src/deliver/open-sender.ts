import type { EpochMilliseconds } from "../base/time.ts";
import { unreachable } from "../base/unreachable.ts";
import type { ResolvedTarget } from "../domain/route.ts";
import type { Sender } from "./sender.ts";

/** Loads what a kind of route needs only where there is such a route. */
export async function openSender(
  target: ResolvedTarget,
  now: () => EpochMilliseconds,
): Promise<Sender> {
  switch (target.kind) {
    case "slack": {
      const { createSlackSender } = await import("./slack.ts");
      return createSlackSender(target);
    }
    case "email": {
      const { createEmailSender } = await import("./email.ts");
      return createEmailSender(target);
    }
    case "webhook": {
      const { createWebhookSender } = await import("./webhook.ts");
      return createWebhookSender(target, { now });
    }
    case "pagerduty": {
      const { createPagerdutySender } = await import("./pagerduty.ts");
      return createPagerdutySender(target);
    }
    case "ntfy": {
      const { createNtfySender } = await import("./ntfy.ts");
      return createNtfySender(target);
    }
    case "discord": {
      const { createDiscordSender } = await import("./discord.ts");
      return createDiscordSender(target);
    }
    default:
      return unreachable(target);
  }
}
