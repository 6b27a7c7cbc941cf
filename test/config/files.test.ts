import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { compileConfig, decodeCompiled } from "../../src/config/compiled.ts";
import { explainFailure, explainNoteAt } from "../../src/config/explain/explain.ts";
import { readConfig } from "../../src/config/read-config.ts";
import { canonicalJson } from "../../src/text/canonical-json.ts";
import { sha256Hex } from "../../src/text/digest.ts";
import { writeConfig } from "../../src/config/write/config.ts";
import { configYaml } from "../../src/config/write/yaml.ts";
import { fileProbe } from "../domain/file-probe.ts";

const fixtures = join(import.meta.dirname, "fixtures");
const namesIn = (folder: string) =>
  readdirSync(join(fixtures, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.replace(/\.yaml$/u, ""));

function read(file: string, text: string, zone = "Europe/Helsinki") {
  return readConfig({ main: { file, text }, fragments: [] }, zone);
}

const example = {
  name: "luota.example.yaml",
  text: readFileSync(join(import.meta.dirname, "../../luota.example.yaml"), "utf8"),
};
const good = [
  example,
  ...namesIn("good").map((name) => ({
    name,
    text: readFileSync(join(fixtures, "good", `${name}.yaml`), "utf8"),
  })),
];

describe("a bad config is told with every problem, its place, and what to do", () => {
  test.each(namesIn("bad"))("%s", async (name) => {
    const text = readFileSync(join(fixtures, "bad", `${name}.yaml`), "utf8");
    const result = read(`${name}.yaml`, text);
    const words = result.ok ? "sound" : result.failure.map(explainFailure).join("\n");
    await expect(`${words}\n`).toMatchFileSnapshot(join(fixtures, "bad", `${name}.txt`));
    expect(result.ok).toBe(false);
  });
});

describe("a good config", () => {
  test.each(good)("$name reads, and says these notes", async ({ name, text }) => {
    const result = read(name, text);
    if (!result.ok) expect.fail(result.failure.map(explainFailure).join("\n"));
    const { config, notes } = result.value;
    const told = [configYaml(config), ...notes.map(explainNoteAt)].join("\n");
    await expect(`${told}\n`).toMatchFileSnapshot(join(fixtures, "good", `${name}.txt`));
  });

  test.each(good)(
    "$name, written with its defaults and read again, is the same",
    ({ name, text }) => {
      const first = read(name, text);
      if (!first.ok) expect.fail("it does not read");
      // The zone of the host must not matter any more: every default is written out.
      const again = read(name, stringify(writeConfig(first.value.config)), "Asia/Tokyo");
      expect(again.ok ? again.value.config : again.failure).toEqual(first.value.config);
      const shown = read(name, configYaml(first.value.config), "Asia/Tokyo");
      expect(shown.ok ? shown.value.config : shown.failure).toEqual(first.value.config);
    },
  );

  test.each(good)("$name, compiled and decoded, is the same", ({ name, text }) => {
    const first = read(name, text);
    if (!first.ok) expect.fail("it does not read");
    const compiled = compileConfig(first.value.config);
    expect(decodeCompiled(compiled)).toEqual({ ok: true, value: first.value.config });
    const damaged = { ...compiled, json: compiled.json.replace("monitors", "monitorz") };
    expect(decodeCompiled(damaged)).toMatchObject({ ok: false, failure: { reason: "damaged" } });
  });

  test("means the same however it is written, and then has the same digest", () => {
    const digestOf = (text: string) => {
      const result = read("x", text);
      return result.ok ? compileConfig(result.value.config).digest : null;
    };
    const one = digestOf("monitors: { a: { every: 60m, owner: o } }\nowners: { o: {} }");
    const two = digestOf("owners:\n  o:\nmonitors:\n  a: # now\n    owner: o\n    every: 1h\n");
    expect(one).toBe(two);
    expect(one).not.toBe(digestOf("monitors: { a: { every: 61m, owner: o } }\nowners: { o: {} }"));
  });

  test("has no note in the example", () => {
    const result = read(example.name, example.text);
    expect(result.ok ? result.value.notes : result.failure).toEqual([]);
  });
});

test("a config that the luota of before compiled goes on", () => {
  const env = (name: string) => ({ kind: "env", name }) as const;
  const smtp = { host: "h", port: 25, security: "none", user: null, password: null } as const;
  const mail = { kind: "email", from: "a@b.example", to: ["c@d.example"] } as const;
  const url = { kind: "text", text: "https://a.example" } as const;
  const json = canonicalJson({
    format: 1,
    config: {
      routes: [
        { name: "chat", pager: false, target: { kind: "slack", webhook: env("A") } },
        { name: "mail", pager: false, target: { ...mail, smtp } },
        {
          name: "hook",
          pager: false,
          target: { kind: "webhook", url, secret: env("S"), headers: {} },
        },
        { name: "open", pager: false, target: { kind: "webhook", url, secret: null, headers: {} } },
        { name: "pager", pager: true, target: { kind: "pagerduty", key: env("K") } },
      ],
      monitors: [],
    },
  });
  const decoded = decodeCompiled({ json, digest: sha256Hex(json) });
  const unsigned = { kind: "webhook", url, signingKey: null, headers: {}, template: null } as const;
  const pagerduty = "https://events.pagerduty.com/v2/enqueue";
  expect(decoded.ok && decoded.value.routes.map(({ target }) => target)).toEqual([
    { kind: "slack", via: { kind: "webhook", url: env("A") } },
    { ...mail, mailer: { kind: "smtp", smtp } },
    { ...unsigned, secrets: [env("S")] },
    { ...unsigned, secrets: [] },
    { kind: "pagerduty", key: env("K"), url: pagerduty },
  ]);
  const later = json.replace('"format":1', '"format":9');
  expect(decodeCompiled({ json: later, digest: sha256Hex(later) })).toMatchObject({
    failure: { reason: "other-format" },
  });
});

test("what was compiled before luota looked at more than files goes on", () => {
  const target = { kind: "file", pattern: "/srv/*.csv" };
  const freshness = { target, maxAgeMs: 3_600_000, minSize: 1_024, lookEveryMs: 300_000 };
  const command = "./x";
  const job = { command, shell: "/bin/bash", user: "backup", cwd: null, env: {} };
  const monitors = [
    { name: "a", evidence: [], freshness, job: null },
    { name: "b", evidence: [], freshness: null, job },
  ];
  const json = canonicalJson({ format: 2, config: { monitors } });
  const decoded = decodeCompiled({ json, digest: sha256Hex(json) });
  const [first, second] = decoded.ok ? decoded.value.monitors : [];
  const limits = { maxAgeMs: 3_600_000, minSize: 1_024 };
  expect(first?.freshness).toEqual({
    probe: fileProbe("/srv/*.csv", limits),
    lookEveryMs: 300_000,
  });
  expect(second?.surroundings).toEqual({ shell: "/bin/bash", user: "backup", cwd: null, env: {} });
});

test("no message shows a secret that was written into the file", () => {
  const text = readFileSync(join(fixtures, "bad", "secrets.yaml"), "utf8");
  const broken = [text, text.replace("hunter2-smtp }", '"hunter2-smtp }'), `${text}\t`];
  for (const each of broken) {
    const result = read("secrets.yaml", each);
    const words = result.ok ? "" : result.failure.map(explainFailure).join("\n");
    expect(words).not.toMatch(/hunter2|4242424242/u);
    expect(words).not.toBe("");
  }
});
