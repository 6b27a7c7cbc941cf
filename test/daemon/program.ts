import { startFixture } from "../store/child.ts";

export type { Ended } from "../store/child.ts";

/** Starts a program of `fixtures` beside this file. */
export function startProgram(name: string, words: readonly string[]) {
  return startFixture(`../../daemon/fixtures/${name}`, words);
}
