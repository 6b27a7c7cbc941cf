/** What others ask of a running watcher, by signals. */
export interface Asks {
  /** How often it was asked to stop. */
  readonly stops: () => number;
  /** True once after it was asked to read its config anew. */
  readonly takeReload: () => boolean;
  readonly stop: () => void;
  readonly reload: () => void;
  /** Sleeps so long, or until something is asked. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export function createAsks(): Asks {
  let stops = 0;
  let reload = false;
  let wake: (() => void) | null = null;
  return {
    stops: () => stops,
    takeReload: () => {
      const asked = reload;
      reload = false;
      return asked;
    },
    stop: () => {
      stops += 1;
      wake?.();
    },
    reload: () => {
      reload = true;
      wake?.();
    },
    sleep: async (milliseconds) => {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      wake = null;
    },
  };
}
