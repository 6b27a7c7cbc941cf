import { expect, onTestFinished, test } from "vitest";
import { installWrapper, runReported } from "./wrapper.ts";

test("a known gap: Node does not tell of a death by a real-time signal", async () => {
  const wrapper = installWrapper();
  onTestFinished(wrapper.remove);
  const { seen, end } = await runReported(wrapper, "$W sh -c 'kill -34 $$'; exit $?");
  expect({ ending: end.ending, code: seen.code }).toEqual({
    ending: { kind: "exited", exitCode: 0 },
    code: 0,
  });
});
