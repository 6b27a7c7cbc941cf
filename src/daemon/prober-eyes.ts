import type { Config } from "../config/config.ts";
import type { Reading } from "../domain/reading.ts";
import type { Environment } from "../process/launch.ts";
import { lookAt } from "../probe/look-at.ts";
import { baseEnvironment } from "./job-environment.ts";
import { findAccount } from "./account.ts";
import { openOtherEyes, type OtherEyes } from "./look-as.ts";
import type { PlannedRequest } from "./look-request.ts";

/** Looks as whoever is to look: by itself, or through a process of that user. */
export interface ProberEyes {
  readonly look: (planned: PlannedRequest, config: Config) => Promise<Reading>;
  /** Lets the processes of other users end. */
  readonly rest: () => void;
}

export interface EyesWorld {
  readonly environment: Environment;
  readonly now: () => number;
  /** Starts the process that looks as another user. */
  readonly probeAsWords: readonly string[];
}

export function createProberEyes(world: EyesWorld, stop: AbortSignal): ProberEyes {
  const others = new Map<number, OtherEyes>();

  function eyesOf({ uid, through }: PlannedRequest, config: Config): OtherEyes | null {
    if (uid === null) return null;
    const known = others.get(uid);
    if (known !== undefined) return known;
    const source = { environment: world.environment, file: new Map<string, string>() };
    const environment = baseEnvironment(source, config, findAccount(uid));
    const opened = openOtherEyes([...through, ...world.probeAsWords], environment, world.now);
    others.set(uid, opened);
    return opened;
  }

  return {
    look: async (planned, config) => {
      const { request } = planned;
      const other = eyesOf(planned, config);
      if (other !== null) return await other.look(request);
      const { environment, cwd, shell, probe, runStartedAt } = request;
      return await lookAt(probe, { environment, cwd, shell, now: world.now }, runStartedAt, stop);
    },
    rest: () => {
      for (const each of others.values()) each.close();
      others.clear();
    },
  };
}
