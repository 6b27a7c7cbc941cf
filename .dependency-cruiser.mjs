/** The floors of the design, checked: imports point down, peers of floor 2 are strangers, no cycles. */
const floor2 = "config|store|process|probe|deliver|record|crontab";
const above = {
  base: `text|domain|${floor2}|recorder|daemon|http|sdk|cli`,
  text: `domain|${floor2}|recorder|daemon|http|sdk|cli`,
  domain: `text|${floor2}|recorder|daemon|http|sdk|cli`,
  floor2: "recorder|daemon|http|sdk|cli",
  recorder: "daemon|http|sdk|cli",
  floor4: "cli",
};

const points = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: `^src/(${from})/` },
  to: { path: `^src/(${to})/` },
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "Split the file that both need.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nobody imports this file.",
      from: { orphan: true, pathNot: "\\.d\\.ts$" },
      to: {},
    },
    points("base-is-the-ground", "base", above.base, "Floor 0 imports nothing of ours."),
    points("text-is-pure", "text", above.text, "Floor 1 imports floor 0 only."),
    points("domain-is-pure", "domain", above.domain, "Floor 1 imports floor 0 only."),
    points("floor-2-points-down", floor2, above.floor2, "Floor 2 imports floors 0 and 1."),
    {
      name: "floor-2-peers-are-strangers",
      severity: "error",
      comment: "The floor above introduces peers and passes plain domain values.",
      from: { path: `^src/(${floor2})/` },
      to: { path: `^src/(${floor2})/`, pathNot: "^src/$1/" },
    },
    points("recorder-points-down", "recorder", above.recorder, "Floor 3 imports floors 0 to 2."),
    points(
      "floor-4-points-down",
      "daemon|http|sdk",
      above.floor4,
      "Floor 4 does not know the command line.",
    ),
    {
      name: "pure-floors-have-no-io",
      severity: "error",
      comment: "Floors 0 and 1 are pure: no node: module, no package but croner (in one file).",
      from: { path: "^src/(base|text|domain)/" },
      to: { dependencyTypes: ["core", "npm"], pathNot: "node_modules/croner|^croner$" },
    },
    {
      name: "croner-in-one-file",
      severity: "error",
      comment: "croner is used as a calculator, from one file.",
      from: { path: "^src/", pathNot: "^src/domain/cron-slots\\.ts$" },
      to: { path: "node_modules/croner" },
    },
    {
      name: "run-path-stays-light",
      severity: "error",
      comment: "`luota run` loads node: built-ins, better-sqlite3 and our own files, nothing else.",
      from: { path: "^src/cli/run\\.ts$" },
      to: { reachable: true, path: "node_modules/(?!better-sqlite3|@types)" },
    },
    {
      name: "only-dev-tools-in-dev",
      severity: "error",
      comment: "A package that src imports belongs in dependencies.",
      from: { path: "^src/" },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "unknown"],
        pathNot: "node_modules/@types/",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
