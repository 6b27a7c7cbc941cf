import type { Milliseconds } from "../base/duration.ts";
import type { Log } from "../daemon/log.ts";
import type { Rules } from "../daemon/rules.ts";
import type { Result } from "../base/result.ts";
import type { StoreFailure } from "../store/failure.ts";
import type { OpenAnswering } from "./open-answering.ts";
import type { Listener, ListenerParts } from "./listener.ts";

/** Listens where the config in force says, as long as it says so. */
export interface ListenerKeeper {
  readonly close: () => Promise<void>;
}

export interface KeeperParts {
  readonly rules: () => Rules;
  readonly log: Log;
  /** In milliseconds, never set back. */
  readonly monotonic: () => Milliseconds;
  readonly describeStoreFailure: (failure: StoreFailure) => string;
  readonly open: () => Promise<Result<OpenAnswering, StoreFailure>>;
}

const lookEvery: Milliseconds = 1_000;

/** A port that another program has may be free later. */
const tryAgainAfter: Milliseconds = 30_000;

/** Starts, moves and stops the listener as the config changes; nothing of it stops the watcher. */
export function keepListening(parts: KeeperParts): ListenerKeeper {
  let listener: Listener | null = null;
  let place = "";
  let tryAt = 0;
  let busy: Promise<void> | null = null;

  async function mind(): Promise<void> {
    const { listen, prefix } = placeOf(parts.rules());
    const wanted = listen === null ? "" : `${addressWords(listen)} ${prefix}`;
    if (wanted === place && (listener !== null || listen === null)) return;
    if (wanted === place && parts.monotonic() < tryAt) return;
    const isNew = wanted !== place;
    place = wanted;
    tryAt = parts.monotonic() + tryAgainAfter;
    await stop();
    if (listen === null) return;
    listener = await start({ listen, prefix }, isNew, parts);
  }

  async function stop(): Promise<void> {
    const before = listener;
    listener = null;
    await before?.close();
  }

  function look(): void {
    busy ??= mind()
      .catch((error: unknown) => {
        parts.log("error", "listener", error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        busy = null;
      });
  }

  const timer = setInterval(look, lookEvery);
  look();
  return {
    close: async () => {
      clearInterval(timer);
      await busy;
      await stop();
    },
  };
}

async function start(
  where: Pick<ListenerParts, "listen" | "prefix">,
  isNew: boolean,
  { open, log, describeStoreFailure }: KeeperParts,
): Promise<Listener | null> {
  // What goes wrong is told once, not at each try.
  const complain = (message: string) => {
    if (isNew) log("error", "not-listening", message);
    return null;
  };
  const opened = await open();
  if (!opened.ok) return complain(describeStoreFailure(opened.failure));
  const answering = opened.value;
  const address = addressWords(where.listen);
  // Loaded only where something is to listen: it is a server with all that belongs to it.
  const { startListener } = await import("./listener.ts");
  const started = await startListener({ ...answering, ...where });
  if (!started.ok) {
    answering.close();
    return complain(notListeningWords(address, started.failure.code));
  }
  log("info", "listening", `listening at ${address}`, { address });
  const close = async () => {
    await started.value.close();
    answering.close();
  };
  return { port: started.value.port, close };
}

/** What `listen:` and `publicUrl:` say of where to answer. */
function placeOf({ config }: Rules): {
  readonly listen: ListenerParts["listen"] | null;
  readonly prefix: string;
} {
  const path = URL.parse(config?.publicUrl ?? "")?.pathname ?? "";
  return { listen: config?.listen ?? null, prefix: path.replace(/\/+$/u, "") };
}

function addressWords({ host, port }: ListenerParts["listen"]): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

function notListeningWords(address: string, code: string): string {
  const why = reasons[code] ?? `can't be listened at (${code})`;
  return `listen: ${address} ${why}; links in messages lead nowhere, all else goes on; trying again`;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken by another program",
  EACCES: "is not allowed to this user (ports below 1024 are root's)",
  EADDRNOTAVAIL: "is no address of this host",
  ENOTFOUND: "is no host that can be found",
};
