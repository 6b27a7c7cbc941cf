import type { Milliseconds } from "../base/duration.ts";

export interface Alarm {
  readonly cancel: () => void;
}

/** The longest one timer waits: a longer one would fire at once. */
const longestTimer = 2_147_483_647;

/** Calls once, after a time of any length. */
export function setAlarm(delay: Milliseconds, ring: () => void): Alarm {
  let timer = wait(delay);

  function wait(left: Milliseconds): NodeJS.Timeout {
    return setTimeout(
      () => {
        if (left > longestTimer) timer = wait(left - longestTimer);
        else ring();
      },
      Math.min(left, longestTimer),
    );
  }

  return {
    cancel: () => {
      clearTimeout(timer);
    },
  };
}
