import type { Milliseconds } from "../base/duration.ts";
import type { Config } from "../config/config.ts";
import { redact } from "../text/redact.ts";
import { secretsFrom } from "../text/secrets.ts";
import { readEnvFile, resolveSecret } from "./secret-values.ts";
import type { WatcherWorld } from "./world.ts";

/** Tells somebody outside that this daemon lives; where that stops, they sound the alarm. */
export interface Watchdog {
  /** Call it after each pass that went well: a daemon that can't watch is to be missed. */
  readonly passed: (config: Config | null) => void;
  readonly close: () => void;
}

const patience: Milliseconds = 10_000;

export function createWatchdog(
  world: Pick<WatcherWorld, "clock" | "environment" | "log">,
): Watchdog {
  const closing = new AbortController();
  let nextAt: Milliseconds = 0;
  let failing: string | null = null;

  async function ping({ watchdog, envFile }: Config): Promise<string | null> {
    if (watchdog === null) return null;
    const source = { environment: world.environment, file: readEnvFile(envFile) };
    const url = resolveSecret(watchdog.url, source);
    if (!url.ok) return `${url.failure.reference}: ${url.failure.reason}`;
    const { pathname = "" } = URL.parse(url.value) ?? {};
    try {
      const { request } = await import("undici");
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(patience)]);
      const { statusCode, body } = await request(url.value, { signal });
      await body.dump();
      return statusCode < 300 ? null : `it answered ${statusCode}`;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return redact(reason, secretsFrom([url.value, pathname]));
    }
  }

  /** A failure is told once, and its end. */
  function tell(reason: string | null): void {
    if (reason === failing || closing.signal.aborted) return;
    failing = reason;
    if (reason === null)
      world.log("info", "watchdog-answers", "the outside watchdog answers again");
    else
      world.log("warn", "watchdog-unreached", `the outside watchdog does not hear us: ${reason}`);
  }

  return {
    passed: (config) => {
      const now = world.clock.monotonic();
      if (config === null || config.watchdog === null || now < nextAt) return;
      nextAt = now + config.watchdog.everyMs;
      void ping(config).then(tell);
    },
    close: () => {
      closing.abort();
    },
  };
}
