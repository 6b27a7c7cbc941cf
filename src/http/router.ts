import { Hono } from "hono";
import { serveAcknowledging } from "./acknowledge-link.ts";
import type { Answering } from "./answering.ts";
import { guard } from "./guard.ts";
import { renderWords } from "./page.ts";
import { serveProving } from "./prove-link.ts";

/**
 * All that is answered here. `prefix` is the path of `publicUrl`: a proxy may leave it in front or take
 * it away, and both work.
 */
export function createRouter(parts: Answering, prefix: string): Hono {
  const app = new Hono();
  app.use(guard);
  const answers = new Hono();
  serveAcknowledging(answers, parts);
  serveProving(answers, parts);
  answers.get("/healthz", (context) => context.text("ok\n"));
  for (const path of ["/a/:token", "/p/:token", "/healthz"])
    answers.all(path, async (context) => {
      context.header("Allow", path === "/healthz" ? "GET, HEAD" : "GET, HEAD, POST");
      return await context.html(renderWords("This is not how to ask"), 405);
    });
  app.route("/", answers);
  if (prefix !== "") app.route(prefix, answers);
  app.notFound(
    async (context) =>
      await context.html(renderWords("There is nothing here", "luota answers only links."), 404),
  );
  app.onError(async (error, context) => {
    parts.log("error", "answer-failed", error.stack ?? error.message);
    return await context.html(renderWords("That did not work", "luota's log says why."), 500);
  });
  return app;
}
