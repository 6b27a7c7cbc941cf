import { unreachable } from "../../base/unreachable.ts";
import type { WriteFailure } from "../../config/edit/write-file.ts";
import { explainFailure } from "../../config/explain/explain.ts";
import type { LoadFailure } from "../../config/load.ts";
import type { ConfigFailure } from "../../config/problem.ts";

/** Beyond this many the first ones are enough to go on with. */
const most = 100;

/** Why there is no config to work with, in words. */
export function complainOfConfig(failure: LoadFailure): string {
  if (failure.kind === "bad-config") return complainOfProblems(failure.failures);
  const places = failure.places.map((place) => `  ${place}`).join("\n");
  return `luota: there is no config yet; looked for\n${places}\n\`luota init\` writes one`;
}

/** Each problem at its place, then how many there are. */
export function complainOfProblems(failures: readonly ConfigFailure[]): string {
  const count = failures.length === 1 ? "1 problem" : `${failures.length} problems`;
  const shown = failures.slice(0, most).map(explainFailure);
  const rest = failures.length > most ? ", the first 100 of them above" : "";
  return [...shown, `luota: ${count} in the config${rest}`].join("\n");
}

/** Why a config was not written. */
export function complainOfWriting(failure: WriteFailure): string {
  switch (failure.kind) {
    case "exists":
      return `luota: ${failure.file} is there already and stays as it is; \`luota add\` adds to it`;
    case "changed":
      return `luota: ${failure.file} was changed by somebody else meanwhile, so it was left alone; try again`;
    case "not-written":
      return `luota: ${failure.file} was not written: ${failure.reason}`;
    default:
      return unreachable(failure);
  }
}
