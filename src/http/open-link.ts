import type { Context } from "hono";
import type { Answering } from "./answering.ts";
import { readLink, type Link } from "./link-token.ts";
import { renderWords } from "./page.ts";

/** The link that a request came by, or the page that says why it does not count. */
export function openLink(
  context: Context,
  purpose: Link["purpose"],
  { seal, now, host }: Answering,
): Link | Response | Promise<Response> {
  const read = readLink(context.req.param("token") ?? "", seal, now());
  const link = read.ok ? read.value : read.failure.kind === "expired" ? read.failure.link : null;
  if (link?.purpose !== purpose) {
    const words = "It may have been cut off on its way: try to open it from the message itself.";
    return context.html(renderWords("This link is not valid", words), 404);
  }
  if (read.ok) return link;
  const command = commandInstead(link);
  const words = `Links end after a week. In a shell on ${host}, this does the same: ${command}`;
  return context.html(renderWords("This link has ended", words), 410);
}

/** What does the same in a shell. */
function commandInstead({ purpose, incident, route }: Link): string {
  return purpose === "acknowledge" ? `luota ack INC-${incident}` : `luota routes prove ${route}`;
}
