import type { RecorderIdentity } from "../../src/domain/run.ts";
import { readSight } from "../../src/store/sight.ts";

/** This process, as a recorder names itself. */
export function myself(): RecorderIdentity {
  const { bootId, machineId, pidNamespace, startTicksOf } = readSight();
  return {
    pid: process.pid,
    startTicks: Number(startTicksOf(process.pid)),
    bootId,
    machineId,
    pidNamespace,
  };
}
