/** One of the four steps of a drill. */
export interface DrillStep {
  readonly title: string;
  readonly state: "done" | "open" | "not yet";
  readonly text: string;
}
