import type { ResolvedTarget } from "../domain/route.ts";

export type EmailTarget = Extract<ResolvedTarget, { kind: "email" }>;

export type ResolvedMailer = EmailTarget["mailer"];
