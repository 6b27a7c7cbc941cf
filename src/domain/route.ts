import type { SecretReference, TextOrSecret } from "./secret-reference.ts";

/** `starttls` insists on it; `implicit` speaks TLS from the first byte; `none` is for this machine's own server. */
type SmtpSecurity = "starttls" | "implicit" | "none";

export interface Smtp {
  readonly host: string;
  readonly port: number;
  readonly security: SmtpSecurity;
  readonly user: string | null;
  readonly password: SecretReference | null;
}

/** Where the notices of a route go, and how. */
export type RouteTarget =
  | { readonly kind: "slack"; readonly webhook: SecretReference }
  | {
      readonly kind: "email";
      readonly from: string;
      readonly to: readonly string[];
      readonly smtp: Smtp;
    }
  | {
      readonly kind: "webhook";
      readonly url: TextOrSecret;
      /** Signs each message; null leaves it unsigned. */
      readonly secret: SecretReference | null;
      readonly headers: Readonly<Record<string, TextOrSecret>>;
    }
  | { readonly kind: "pagerduty"; readonly key: SecretReference };

/** One way out. Routes marked as pagers hear of severity 1 and 2 only. */
export interface Route {
  readonly name: string;
  readonly pager: boolean;
  readonly target: RouteTarget;
}
