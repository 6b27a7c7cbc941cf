import { readFileSync } from "node:fs";

export interface CpuTime {
  readonly user: number;
  readonly system: number;
}

/** Linux counts CPU for /proc in hundredths of a second, whatever the kernel's own tick is. */
export const tickMs = 10;

/** CPU of all children waited for so far, in ms; null where /proc does not tell. */
export function readChildCpu(): CpuTime | null {
  try {
    const stat = readFileSync("/proc/self/stat", "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user, system] = [Number(fields[13]) * tickMs, Number(fields[14]) * tickMs];
    return Number.isFinite(user + system) ? { user, system } : null;
  } catch {
    return null;
  }
}

const firstSampleMs = 40;
const slowestSampleMs = 5_000;

/** Watches the peak memory of a living process; there is nobody to ask once it has ended. */
export function watchPeakMemory(pid: number): { stop: () => number | null } {
  let peak: number | null = null;
  let wait = firstSampleMs;
  let timer = setTimeout(sample, wait);

  function sample(): void {
    peak = readPeak(pid) ?? peak;
    wait = Math.min(wait * 2, slowestSampleMs);
    timer = setTimeout(sample, wait);
  }

  return {
    stop: () => {
      clearTimeout(timer);
      return peak;
    },
  };
}

function readPeak(pid: number): number | null {
  try {
    const match = /^VmHWM:\s*(\d+) kB/mu.exec(readFileSync(`/proc/${pid}/status`, "latin1"));
    return match === null ? null : Number(match[1]) * 1024;
  } catch {
    return null;
  }
}
