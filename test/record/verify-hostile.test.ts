import { afterAll, beforeAll, expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { bundleNames } from "../../src/record/bundle-names.ts";
import { signRecord } from "../../src/record/sign-record.ts";
import { verifyBundle } from "../../src/record/verify-bundle.ts";
import { canonicalJson } from "../../src/text/canonical-json.ts";
import { seeded } from "../rig/seeded.ts";
import { OutboxHost } from "../store/outbox-rig.ts";
import { signAgain, stageBundle, utf8, type StagedBundle } from "./bundle-stage.ts";
import { pick, type Chance } from "./mutate.ts";

let host: OutboxHost;
let staged: StagedBundle;

beforeAll(async () => {
  host = await OutboxHost.with("a", "b");
  staged = await stageBundle(host);
});

afterAll(() => {
  host[Symbol.dispose]();
});

const strange: readonly Json[] = [
  ...[null, true, -1, 0.5, 1e300, "", "INC-1", "\ud800", "x".repeat(100)],
  ...[[], {}, [null], { seq: null }, { seq: 1e15, hash: "" }, [[[[]]]], { __proto__: null }],
];

/** The same value with something else somewhere in it. */
function spoil(value: Json, chance: Chance): Json {
  if (typeof value !== "object" || value === null || chance() < 0.15) return pick(strange, chance);
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    if (items.length === 0) return pick(strange, chance);
    const at = Math.floor(chance() * items.length);
    return items.with(at, spoil(items[at] ?? null, chance));
  }
  const fields = value as { readonly [key: string]: Json };
  const keys = Object.keys(fields);
  if (keys.length === 0) return pick(strange, chance);
  const key = pick(keys, chance);
  return { ...fields, [key]: spoil(fields[key] ?? null, chance) };
}

function signed(record: Json, lines: string): ReadonlyMap<string, Uint8Array> {
  const files = new Map(staged.files);
  files.set(bundleNames.record, utf8(canonicalJson(record)));
  files.set(bundleNames.envelope, utf8(signRecord(record, staged.key)));
  files.set(bundleNames.events, utf8(lines));
  return signAgain(files, staged.key);
}

it(
  "whoever holds a key can sign anything, and verify says what it finds",
  { timeout: 60_000 },
  () => {
    const chance = seeded(6);
    const lines = new TextDecoder().decode(staged.files.get(bundleNames.events)).split("\n");
    for (let turn = 0; turn < 300; turn += 1) {
      const record = spoil(staged.record, chance);
      const at = Math.floor(chance() * (lines.length - 1));
      const line = canonicalJson(spoil(JSON.parse(lines[at] ?? "") as Json, chance));
      const files = signed(record, lines.with(at, line).join("\n"));
      const states = verifyBundle(files, null).checks.map(({ name, state }) => `${name} ${state}`);
      expect(states).toContain("signature holds");
      expect(states.some((state) => state.endsWith("wrong"))).toBe(true);
    }
  },
);

it("nothing is too deep to be refused", () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  for (const name of [bundleNames.record, bundleNames.envelope, bundleNames.manifest]) {
    const files = signAgain(
      new Map([...staged.files, [bundleNames.events, utf8(`${deep}\n`)]]),
      staged.key,
    );
    const changed = new Map([...files, [name, utf8(deep)]]);
    const { checks } = verifyBundle(changed, null);
    expect(checks.some(({ state }) => state === "wrong")).toBe(true);
  }
});
