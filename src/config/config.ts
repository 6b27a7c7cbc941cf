import type { Milliseconds } from "../base/duration.ts";
import type { Monitor } from "../domain/monitor.ts";
import type { Owner } from "../domain/owner.ts";
import type { Route } from "../domain/route.ts";
import type { TextOrSecret } from "../domain/secret-reference.ts";
import type { Silence } from "../domain/silence.ts";

interface Retention {
  readonly evidenceMs: Milliseconds;
  readonly incidentsMs: Milliseconds;
  /** Of each monitor at least so many runs stay. */
  readonly keepRuns: number;
  /** Bytes. */
  readonly maxSize: number;
}

/** A checked config with every default in place. Names are unique, and every name used is known. */
export interface Config {
  readonly workspace: string | null;
  readonly timezone: string;
  readonly publicUrl: string | null;
  readonly listen: { readonly host: string; readonly port: number } | null;
  readonly watchdog: { readonly url: TextOrSecret; readonly everyMs: Milliseconds } | null;
  readonly digest: "weekly" | "off";
  readonly retention: Retention;
  readonly envFile: string;
  /** Regular expressions, for the flag `u`. */
  readonly redact: readonly string[];
  readonly routes: readonly Route[];
  readonly owners: readonly Owner[];
  readonly monitors: readonly Monitor[];
  readonly silences: readonly Silence[];
}
