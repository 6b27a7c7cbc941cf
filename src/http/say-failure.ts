import type { Context } from "hono";
import type { StoreFailure } from "../store/failure.ts";
import type { Answering } from "./answering.ts";
import { renderWords } from "./page.ts";

/** Whoever asked gets no details: those are for the log. */
export function sayStoreFailure(
  context: Context,
  failure: StoreFailure,
  { log, describeStoreFailure, host }: Answering,
): Response | Promise<Response> {
  log("error", "answer-failed", describeStoreFailure(failure));
  const words = `Nothing was changed. Try it again in a moment; luota's log on ${host} says more.`;
  return context.html(renderWords("That did not work", words), 503);
}
