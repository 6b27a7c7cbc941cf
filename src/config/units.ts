import type { Milliseconds } from "../base/duration.ts";

/** A duration as the config writes it, exact: `1h30m`, `500ms`. */
export function writeDuration(duration: Milliseconds): string {
  let rest = duration;
  const parts = durationUnits.map(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? "" : `${count}${unit}`;
  });
  return parts.join("") || "0s";
}

/** A size as the config writes it, exact: `64KiB`, `10MB`, `4097B`. */
export function writeSize(bytes: number): string {
  const fitting = sizeUnits.find(([, length]) => bytes >= length && bytes % length === 0);
  return fitting === undefined ? `${bytes}B` : `${bytes / fitting[1]}${fitting[0]}`;
}

const durationUnits = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

const sizeUnits = [
  ["TiB", 2 ** 40],
  ["TB", 1e12],
  ["GiB", 2 ** 30],
  ["GB", 1e9],
  ["MiB", 2 ** 20],
  ["MB", 1e6],
  ["KiB", 2 ** 10],
  ["kB", 1e3],
] as const;
