import type { DrillStep } from "./drill-step.ts";

const title = "export the record";

/** The last step of a drill, before there is anything to export, unless the record of an earlier one was. */
export function exportStepBefore(monitor: string, exported: string | null): DrillStep {
  return exported === null
    ? { title, state: "not yet", text: `once it broke: luota export ${monitor}` }
    : { title, state: "done", text: `that of ${exported}; of this one: luota export ${monitor}` };
}

/** The same once the drill has an incident. */
function exportStepAfter(incident: string, isExported: boolean): DrillStep {
  const command = `luota export ${incident} -o ${incident}.html`;
  return isExported
    ? { title, state: "done", text: `${incident} is exported; again: ${command}` }
    : { title, state: "open", text: command };
}

/** The steps with the last one as it is after the break. */
export function withExport(
  steps: readonly DrillStep[],
  incident: string | null,
  isExported: boolean,
): readonly DrillStep[] {
  if (incident === null) return steps;
  return [...steps.slice(0, -1), exportStepAfter(incident, isExported)];
}
