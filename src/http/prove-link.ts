import { html } from "hono/html";
import type { Context, Hono } from "hono";
import { utcSeconds } from "../domain/words/when.ts";
import type { Answering } from "./answering.ts";
import { readForm, type Mistyped } from "./form.ts";
import type { Link } from "./link-token.ts";
import { renderNameForm } from "./name-form.ts";
import { openLink } from "./open-link.ts";
import { renderPage, renderWords, shown } from "./page.ts";
import { proveBy } from "./prove-by.ts";

/** `/p/TOKEN`: somebody says that a message reached them. */
export function serveProving(app: Hono, parts: Answering): void {
  app.get("/p/:token", async (context) => {
    const opened = await openLink(context, "prove", parts);
    return opened instanceof Response ? opened : await ask(context, opened, null, parts);
  });
  app.post("/p/:token", async (context) => {
    const opened = await openLink(context, "prove", parts);
    if (opened instanceof Response) return opened;
    const form = await readForm(context);
    if (form instanceof Response) return form;
    if (!form.ok) return await ask(context, opened, form.failure, parts);
    return await settle(context, opened, form.value.name, parts);
  });
}

async function ask(
  context: Context,
  link: Link,
  mistyped: Mistyped | null,
  { host }: Answering,
): Promise<Response> {
  const title = `Did the message through ${link.route} reach you?`;
  const form = renderNameForm({
    button: "Yes, it reached me",
    note: null,
    small: "Your name is kept as you type it, with the time.",
    mistyped,
  });
  const content = html`<p class="over">luota on ${shown(host)}</p>
    <h1>${shown(title)}</h1>
    <p>
      luota sent it to see whether alerts by this route are heard. If you say yes, the route counts
      as proved for the next weeks.
    </p>
    ${form}`;
  return await context.html(renderPage(title, content), mistyped === null ? 200 : 422);
}

async function settle(
  context: Context,
  link: Link,
  name: string,
  parts: Answering,
): Promise<Response> {
  const proof = await proveBy(link, name, parts);
  switch (proof) {
    case "proved":
    case "proved-already": {
      const when = `${utcSeconds(parts.now())} UTC`;
      return await context.html(
        renderWords("Thank you", `The route ${link.route} is proved: ${name}, ${when}.`),
      );
    }
    case "other-config": {
      const words = `The route ${link.route} was changed since the message was sent, so an answer to it proves nothing. Send another: luota routes prove ${link.route}`;
      return await context.html(renderWords("The route is another one by now", words), 409);
    }
    case "failed":
      return await context.html(
        renderWords("That could not be kept", "Please press it again in a moment."),
        503,
      );
  }
}
