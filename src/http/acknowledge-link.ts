import type { Context, Hono } from "hono";
import { acknowledge, type ActFailure } from "../daemon/act.ts";
import type { IncidentActionFailure } from "../domain/incident-action.ts";
import type { IncidentRecord } from "../store/pages.ts";
import type { Answering } from "./answering.ts";
import { readForm, type Mistyped, type Typed } from "./form.ts";
import { renderIncident } from "./incident-page.ts";
import { openLink } from "./open-link.ts";
import { renderWords } from "./page.ts";
import { proveBy } from "./prove-by.ts";
import { remoteOf } from "./remote.ts";
import { sayStoreFailure } from "./say-failure.ts";
import type { Link } from "./link-token.ts";

/** `/a/TOKEN`: looking changes nothing, since scanners and previews look too; pressing the button does. */
export function serveAcknowledging(app: Hono, parts: Answering): void {
  app.get("/a/:token", async (context) => {
    const opened = await openLink(context, "acknowledge", parts);
    if (opened instanceof Response) return opened;
    return await show(context, opened, null, parts);
  });
  app.post("/a/:token", async (context) => {
    const opened = await openLink(context, "acknowledge", parts);
    if (opened instanceof Response) return opened;
    const form = await readForm(context);
    if (form instanceof Response) return form;
    if (!form.ok) return await show(context, opened, form.failure, parts);
    return await take(context, opened, form.value, parts);
  });
}

async function show(
  context: Context,
  link: Link,
  mistyped: Mistyped | null,
  parts: Answering,
): Promise<Response> {
  const found = await parts.watch.incident(link.incident);
  if (!found.ok) return sayStoreFailure(context, found.failure, parts);
  if (found.value === null) return sayGone(context, link);
  const page = renderIncident(sceneOf(link, found.value, mistyped, parts));
  return await context.html(page, mistyped === null ? 200 : 422);
}

function sceneOf(
  { incident: number }: Link,
  { incident }: IncidentRecord,
  mistyped: Mistyped | null,
  parts: Answering,
) {
  return { number, incident, rules: parts.rules(), host: parts.host, now: parts.now(), mistyped };
}

/** Pressed twice, or by two people, it is acknowledged once: the page then tells by whom. */
async function take(
  context: Context,
  link: Link,
  { name, note }: Typed,
  parts: Answering,
): Promise<Response> {
  const { watch, rules, host, now, log } = parts;
  const { incident: number, route, recipient } = link;
  const claim = { route, recipient, ...remoteOf(context) };
  const deed = { by: { user: null, host }, now: now() };
  const done = await acknowledge(watch, rules(), { number, by: name, note, claim }, deed);
  if (done.ok)
    log("info", "acknowledged", `INC-${number} is acknowledged through ${route}, as ${name}`, {
      ...{ incident: number, route, by: name, address: claim.address },
    });
  else if (!isSoAlready(done.failure)) return await sayFailure(context, link, done.failure, parts);
  await proveBy(link, name, parts);
  // Back to the page itself: to load it again asks nothing, and sends nothing twice.
  return context.redirect(context.req.param("token") ?? "", 303);
}

/** Whoever asks twice has done nothing wrong, and whoever asks later sees who was first. */
function isSoAlready(failure: {
  readonly kind: string;
}): failure is Exclude<IncidentActionFailure, { kind: "empty-note" }> {
  return failure.kind === "already-acknowledged" || failure.kind === "already-resolved";
}

function sayFailure(
  context: Context,
  link: Link,
  failure: ActFailure | { readonly kind: "empty-note" },
  parts: Answering,
): Response | Promise<Response> {
  if (failure.kind === "no-such-incident") return sayGone(context, link);
  if (failure.kind !== "always-overtaken" && failure.kind !== "empty-note")
    return sayStoreFailure(context, failure, parts);
  const words = "The incident changed all the while, so nothing was kept.";
  return context.html(renderWords("Please press it again", words), 503);
}

function sayGone(context: Context, { incident }: Link): Response | Promise<Response> {
  const words = `INC-${incident} is not kept any more, so there is nothing to acknowledge.`;
  return context.html(renderWords("This incident is gone", words), 404);
}
