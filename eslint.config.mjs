import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const clockMessage =
  "Time is an argument: take `now` as a parameter (DESIGN.md: a tick reads the clock once).";

/** Reading the clock; turning a given instant into text or back is allowed where `Date` is. */
const clockReads = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: clockMessage,
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clockMessage },
  { selector: "CallExpression[callee.name='Date']", message: clockMessage },
];

const namedExports = {
  selector: "ExportDefaultDeclaration",
  message: "Name every export.",
};

const timers = ["setTimeout", "setInterval", "setImmediate"];
const ambient = ["process", "console", "performance"];

const banned = (names, message) => ["error", ...names.map((name) => ({ name, message }))];

export default defineConfig(
  { ignores: ["dist/", "coverage/", "node_modules/", "test/**/fixtures/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "no-restricted-syntax": ["error", namedExports],
      "no-console": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["src/{base,text,domain,config,store,record,crontab}/**/*.ts"],
    rules: {
      "no-restricted-globals": banned(
        [...timers, ...ambient],
        "Floors 0-2 take time, environment and output as arguments.",
      ),
      // A later entry replaces an earlier one, so it says all of it again.
      "no-restricted-syntax": ["error", namedExports, ...clockReads],
    },
  },
  {
    files: ["src/{base,text,domain}/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Chance is an argument, as time is." },
      ],
    },
  },
  {
    // What must wait may own timers, and the process folder is about processes.
    files: ["src/{process,probe,deliver}/**/*.ts"],
    rules: {
      "no-restricted-globals": banned(["console"], "Output belongs to the cli floor."),
      "no-restricted-syntax": ["error", namedExports, ...clockReads],
    },
  },
  {
    files: ["**/*.config.ts", "**/*.config.mjs"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: {
        Buffer: "readonly",
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        require: "readonly",
      },
    },
  },
);
