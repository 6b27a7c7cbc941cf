import { spawn } from "node:child_process";
import type { Milliseconds } from "../base/duration.ts";
import type { Environment } from "../process/launch.ts";
import type { Log } from "./log.ts";

/** What the service manager is told: see sd_notify(3). */
export interface ServiceManager {
  readonly tell: (...states: readonly string[]) => void;
  /** How often a sign of life is owed; null: it is not asked for. */
  readonly watchdogMs: Milliseconds | null;
}

/**
 * Tells systemd through its own helper `systemd-notify`, since Node has no datagram sockets. The unit
 * says `NotifyAccess=all`: the word comes from a child. Where nobody asked, nothing is done.
 */
export function createServiceManager(
  environment: Environment,
  pid: number,
  log: Log,
): ServiceManager {
  const socket = environment["NOTIFY_SOCKET"] ?? "";
  if (socket === "") return { tell: () => undefined, watchdogMs: null };
  let complained = false;

  function complain(why: string): void {
    if (complained) return;
    complained = true;
    log("warn", "not-notified", `systemd could not be told: ${why}`);
  }

  async function send(states: readonly string[]): Promise<void> {
    await new Promise<void>((resolve) => {
      const child = spawn("systemd-notify", [`--pid=${pid}`, ...states], {
        stdio: "ignore",
        env: { PATH: environment["PATH"], NOTIFY_SOCKET: socket },
      });
      child.on("error", (error) => {
        complain(error.message);
        resolve();
      });
      child.on("exit", (code) => {
        if (code !== 0) complain(`systemd-notify ended with ${code ?? "a signal"}`);
        resolve();
      });
    });
  }

  // One after the other: they must not overtake each other.
  let told = Promise.resolve();
  return {
    tell: (...states) => {
      told = told.then(() => send(states));
    },
    watchdogMs: watchdogOf(environment, pid),
  };
}

/** A sign of life is given twice as often as asked for. Another process's watchdog is not ours. */
function watchdogOf(environment: Environment, pid: number): Milliseconds | null {
  const owner = environment["WATCHDOG_PID"] ?? "";
  if (owner !== "" && owner !== String(pid)) return null;
  const microseconds = Number(environment["WATCHDOG_USEC"] ?? 0);
  return microseconds > 0 ? Math.max(100, microseconds / 2_000) : null;
}
