import { exitCode } from "../../base/exit-code.ts";
import { readMonitorSummaries } from "../../store/monitors-read.ts";
import type { Io } from "../io.ts";
import type { StatusOptions } from "../options.ts";
import { jsonText, monitorToJson } from "../view/json.ts";
import { lookOf } from "../view/look.ts";
import { renderStatus } from "../view/status.ts";
import { readOr, withStore } from "./with-store.ts";

const historyLength = 20;

export function status(options: StatusOptions, io: Io): number {
  return withStore(options, io, (store) => {
    const read = store === null ? [] : readMonitorSummaries(store, { history: historyLength });
    return readOr(read, io, (monitors) => {
      io.terminal.out(
        options.json === true
          ? jsonText(monitors.map(monitorToJson))
          : renderStatus(monitors, lookOf(io.terminal), io.now()),
      );
      return exitCode.done;
    });
  });
}
