import type { SecretReference, TextOrSecret } from "./secret-reference.ts";

/** `starttls` insists on it; `implicit` speaks TLS from the first byte; `none` is for this machine's own server. */
type SmtpSecurity = "starttls" | "implicit" | "none";

/** `Secret`: how a secret value is written: its place in the config, the text itself once it was resolved. */
interface SmtpOf<Secret> {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly user: string | null;
  readonly password: Secret | null;
}

export type Smtp = SmtpOf<SecretReference>;

export type Mailer<Secret> =
  | { readonly kind: "smtp"; readonly smtp: SmtpOf<Secret> }
  /** A program that takes a message as `sendmail -i -f FROM -- TO` does. Absolute. */
  | { readonly kind: "sendmail"; readonly path: string };

type TargetOf<Secret, Text> =
  | {
      readonly kind: "slack";
      readonly via:
        | { readonly kind: "webhook"; readonly url: Secret }
        /** `api` ends in a slash; methods are put behind it. */
        | {
            readonly kind: "bot";
            readonly token: Secret;
            readonly channel: string;
            readonly api: string;
          };
    }
  | {
      readonly kind: "email";
      readonly from: string;
      readonly to: readonly string[];
      readonly mailer: Mailer<Secret>;
    }
  | {
      readonly kind: "webhook";
      readonly url: Text;
      /** Each signs (Standard Webhooks): two while one is replaced by the other. Empty: unsigned. */
      readonly secrets: readonly Secret[];
      /** A private key for Ed25519 (`whsk_…`) that signs as well. */
      readonly signingKey: Secret | null;
      readonly headers: Readonly<Record<string, Text>>;
      /** JSON with `{{name}}` places, in place of the standard body; null for the standard one. */
      readonly template: string | null;
    }
  | { readonly kind: "pagerduty"; readonly key: Secret; readonly url: string }
  /** `url` is the server; the topic is put behind it. */
  | {
      readonly kind: "ntfy";
      readonly url: string;
      readonly topic: Text;
      readonly token: Secret | null;
    }
  | { readonly kind: "discord"; readonly url: Secret };

/** Where the notices of a route go, and how. */
export type RouteTarget = TargetOf<SecretReference, TextOrSecret>;

/** The same with every secret looked up. It is never stored, logged or shown. */
export type ResolvedTarget = TargetOf<string, string>;

/** One way out. Routes marked as pagers hear of severity 1 and 2 only. */
export interface Route {
  readonly name: string;
  readonly pager: boolean;
  readonly target: RouteTarget;
}
