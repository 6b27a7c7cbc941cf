import { secretsFrom, secretsFromEnvironment, type Secrets } from "../text/secrets.ts";
import type { RunPlan } from "./recorded-run.ts";

/** What is not to be written of a run: by the names of its variables, and by what its config says. */
export function secretsOfPlan({ environment, dispatch }: RunPlan): Secrets {
  const named = secretsFromEnvironment(environment);
  if (dispatch === undefined) return named;
  const values = dispatch.secretNames.flatMap((name) => environment[name] ?? []);
  const patterns = dispatch.redact.map((pattern) => new RegExp(pattern, "gu"));
  const { needles } = secretsFrom(values);
  const longestFirst = [...new Set([...named.needles, ...needles])].sort(
    (left, right) => right.length - left.length,
  );
  return { needles: longestFirst, patterns };
}
