import type { CheckedFile } from "../check-file.ts";
import type { Config } from "../config.ts";
import type { Complain, Entry } from "../entry.ts";
import { failureAt } from "../parsed-file.ts";
import type { ConfigFailure } from "../problem.ts";
import type { RawDefaults } from "../shape/monitor.ts";
import { checkKnown } from "./check-names.ts";
import { checkProvers } from "./check-provers.ts";
import { checkExitCodes } from "./exit-codes.ts";
import { checkVariables } from "./job.ts";
import { buildMonitor } from "./monitor.ts";
import { buildOwner, checkOwner } from "./owner.ts";
import { buildRoute } from "./route.ts";
import { buildSettings } from "./settings.ts";
import { buildSilence } from "./silence.ts";

/** Puts the checked parts together. Where there are failures, the config is not to be used. */
export function buildConfig(
  files: readonly CheckedFile[],
  hostTimezone: string,
): { readonly config: Config; readonly failures: readonly ConfigFailure[] } {
  const failures: ConfigFailure[] = [];
  const complainOf =
    ({ file, path }: Pick<Entry<unknown>, "file" | "path">): Complain =>
    (inner, at, problem) =>
      failures.push(failureAt(file, [...path, ...inner], at, problem));
  const build = <Raw, Built>(
    entries: readonly Entry<Raw>[],
    each: (raw: Raw, complain: Complain, name: string) => Built | null,
  ): readonly Built[] =>
    entries.flatMap((entry) => {
      const built = entry.raw === null ? null : each(entry.raw, complainOf(entry), entry.name);
      return built === null ? [] : [built];
    });

  const routeEntries = files.flatMap((file) => file.routes);
  const ownerEntries = files.flatMap((file) => file.owners);
  const routeNames = new Set(routeEntries.map((entry) => entry.name));
  const ownerNames = new Set(ownerEntries.map((entry) => entry.name));
  const checkNames = (raw: RawDefaults, complain: Complain) => {
    checkKnown("owner", raw.owner, ownerNames, ["owner"], complain);
    checkKnown("route", raw.routes, routeNames, ["routes"], complain);
  };

  const main = files[0];
  const defaults = main?.defaults ?? {};
  const settings = buildSettings(main?.settings ?? {}, hostTimezone);
  const { timezone } = settings;
  if (main !== undefined) {
    const complain = complainOf({ file: main.file, path: ["defaults"] });
    checkNames(defaults, complain);
    checkExitCodes(defaults.exitCodes, complain);
    checkVariables(defaults.env, complain);
  }
  for (const entry of ownerEntries) {
    checkOwner(entry.raw ?? entry.rest ?? {}, routeNames, complainOf(entry));
  }
  const monitorEntries = files.flatMap((file) => file.monitors);
  const monitorNames = new Set(monitorEntries.map((entry) => entry.name));
  for (const entry of monitorEntries) {
    checkNames(entry.raw ?? entry.rest ?? {}, complainOf(entry));
    checkProvers(entry, monitorNames, complainOf(entry));
  }

  const owners = build(ownerEntries, (raw, _, name) => buildOwner(name, raw));
  const context = { defaults, timezone, owners: new Map(owners.map((each) => [each.name, each])) };
  const config = {
    ...settings,
    routes: build(routeEntries, (raw, complain, name) => buildRoute(name, raw, complain)),
    owners,
    monitors: build(monitorEntries, (raw, complain, name) =>
      buildMonitor(name, raw, context, complain),
    ),
    silences: build(
      files.flatMap((file) => file.silences),
      (raw, complain) => buildSilence(raw, timezone, complain),
    ),
  };
  return { config, failures };
}
