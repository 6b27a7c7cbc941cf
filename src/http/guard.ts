import type { MiddlewareHandler } from "hono";
import { styleSource } from "./page.ts";

/** No script, nothing from elsewhere, no frame around it, and the address of a link goes nowhere. */
export const guard: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of headers) context.res.headers.set(name, value);
};

const policy = [
  "default-src 'none'",
  `style-src ${styleSource}`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

const headers: readonly (readonly [string, string])[] = [
  ["Content-Security-Policy", policy],
  ["Cache-Control", "no-store"],
  ["Referrer-Policy", "no-referrer"],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["X-Robots-Tag", "noindex, nofollow"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
];
