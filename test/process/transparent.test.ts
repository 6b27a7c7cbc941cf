import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { transparentRows } from "./transparent-rows.ts";
import { installWrapper, runBoth, type Wrapper } from "./wrapper.ts";

let wrapper: Wrapper;
beforeAll(() => {
  wrapper = installWrapper();
});
afterAll(() => {
  wrapper.remove();
});

describe("a job looks the same with and without the wrapper", () => {
  test.concurrent.each(transparentRows)("%s", async (_sentence, line) => {
    const { plain, wrapped } = await runBoth(wrapper, line);
    expect(readable(wrapped)).toEqual(readable(plain));
  });
});

function readable(seen: {
  stdout: Buffer;
  stderr: Buffer;
  code: number | null;
  signal: string | null;
}): object {
  return {
    ...seen,
    stdout: seen.stdout.toString("latin1"),
    stderr: seen.stderr.toString("latin1"),
  };
}
