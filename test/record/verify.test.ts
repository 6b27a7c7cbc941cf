import { generateKeyPairSync, hash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleNames } from "../../src/record/bundle-names.ts";
import { recordPayloadType, sealEnvelope } from "../../src/record/dsse.ts";
import { verifyBundle } from "../../src/record/verify-bundle.ts";
import { verifyEnvelope } from "../../src/record/verify-envelope.ts";
import { checkWitness } from "../../src/record/verify-witness.ts";
import { readPublicKey } from "../../src/record/verify-key.ts";
import { OutboxHost } from "../store/outbox-rig.ts";
import {
  faultsOf,
  filesOf,
  keyFrom,
  signAgain,
  stageBundle,
  textOf,
  utf8,
  type StagedBundle,
} from "./bundle-stage.ts";

let host: OutboxHost;
let staged: StagedBundle;

beforeAll(async () => {
  host = await OutboxHost.with("a", "b");
  staged = await stageBundle(host);
});

afterAll(() => {
  host[Symbol.dispose]();
});

/** The same files but one. */
function changed(name: string, text: string): ReadonlyMap<string, Uint8Array> {
  return new Map([...staged.files, [name, utf8(text)]]);
}

function otherKey() {
  const { privateKey } = generateKeyPairSync("ed25519");
  return keyFrom(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
}

describe("verifying a bundle", () => {
  it("finds that all of it holds", () => {
    const { checks, store } = verifyBundle(staged.files, { fingerprint: staged.key.fingerprint });
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "signature holds",
      "sums holds",
      "manifest holds",
      "record holds",
      "chain holds",
      "attempts holds",
      "key holds",
    ]);
    expect(store).toBe(staged.record.chain.store);
    const attempts = checks.find(({ name }) => name === "attempts");
    expect(attempts).toMatchObject({ found: { kind: "receipts" } });
    const { found } = attempts as unknown as { found: { attempts: number; receipts: number } };
    expect(found.attempts).toBeGreaterThanOrEqual(4);
    expect(found.receipts).toBeGreaterThanOrEqual(2);
  });

  it("says that it doesn't know whose key it is, where nobody says whose it should be", () => {
    const { checks } = verifyBundle(staged.files, null);
    const { fingerprint } = staged.key;
    const why = { kind: "key-not-asked", fingerprint };
    expect(checks.at(-1)).toEqual({ name: "key", state: "unchecked", why });
  });

  it("holds for whoever signs it again with another key, but not for who asks for the first", () => {
    const key = otherKey();
    const envelope = sealEnvelope(
      recordPayloadType,
      staged.files.get(bundleNames.record) ?? utf8(""),
      key,
    );
    const forged = signAgain(changed(bundleNames.envelope, envelope), key);
    expect(faultsOf(verifyBundle(forged, null).checks)).toEqual([]);
    const asked = { fingerprint: staged.key.fingerprint };
    expect(faultsOf(verifyBundle(forged, asked).checks)).toEqual([
      { kind: "other-key", found: key.fingerprint, asked: asked.fingerprint },
    ]);
  });

  it("gives nothing away of other people's work but its hashes", () => {
    const events = textOf(staged.files, bundleNames.events);
    expect(staged.links.some(({ bytes }) => bytes === null)).toBe(true);
    expect(events).toContain('\\"monitor\\":\\"a\\"');
    expect(events).not.toContain('\\"monitor\\":\\"b\\"');
  });
});

describe("what is wrong is named", () => {
  const events = () => textOf(staged.files, bundleNames.events).split("\n");
  const indexOfEvent = (kind: string) => events().findIndex((line) => line.includes(kind));
  const seqAt = (index: number) => (JSON.parse(events()[index] ?? "") as { seq: number }).seq;

  it("a file", () => {
    const faults = faultsOf(verifyBundle(changed(bundleNames.html, "<p>B</p>"), null).checks);
    expect(faults[0]).toEqual({ kind: "sum-mismatch", file: "record.html" });
  });

  it("an event that was taken out, also by whoever holds the key", () => {
    const index = indexOfEvent("incident-opened");
    const rest = events().toSpliced(index, 1).join("\n");
    const forged = signAgain(changed(bundleNames.events, rest), staged.key);
    const [first] = faultsOf(verifyBundle(forged, null).checks);
    expect(first).toEqual({ kind: "event-missing", seq: seqAt(index) });
  });

  it("an event that was changed, also by whoever holds the key", () => {
    const index = indexOfEvent("incident-opened");
    const line = (events()[index] ?? "").replace("root", "toor");
    const forged = signAgain(
      changed(bundleNames.events, events().with(index, line).join("\n")),
      staged.key,
    );
    expect(faultsOf(verifyBundle(forged, null).checks)).toEqual([
      { kind: "event-changed", seq: seqAt(index) },
    ]);
  });

  it("two attempts that changed places, also by whoever holds the key", () => {
    const [first = "", second = "", ...rest] = textOf(staged.files, bundleNames.attempts).split(
      "\n",
    );
    const swapped = [second, first, ...rest].join("\n");
    const forged = signAgain(changed(bundleNames.attempts, swapped), staged.key);
    expect(faultsOf(verifyBundle(forged, null).checks)).toEqual([
      { kind: "attempt-differs", line: 1 },
    ]);
  });
});

/** The same story with another actor, its hashes and all that names them fitting again. */
function rewritten(): Pick<StagedBundle, "record" | "links"> {
  const anew = new Map<string, string>();
  const renamed = (text: string) =>
    text.replaceAll(/[0-9a-f]{64}/gu, (old) => anew.get(old) ?? old);
  const from =
    staged.links.find(({ bytes }) => bytes?.includes("incident-opened") === true)?.seq ?? 0;
  const links = staged.links.map(({ seq, hash: old, bytes }) => {
    if (seq < from) return { seq, hash: old, bytes };
    const told = bytes === null ? null : renamed(bytes);
    const now = seq === from ? (told?.replace('"root"', '"mallory"') ?? null) : told;
    anew.set(old, hash("sha256", now ?? `made up ${seq}`));
    return { seq, hash: anew.get(old) ?? "", bytes: now };
  });
  const record = JSON.parse(renamed(JSON.stringify(staged.record))) as StagedBundle["record"];
  return { links, record };
}

describe("a story that was written anew with the true key", () => {
  it("holds in itself, and is shown by any alert that left before", () => {
    const { checks, links, store } = verifyBundle(filesOf(rewritten(), staged.key), null);
    expect(faultsOf(checks)).toEqual([]);
    const witnesses = staged.record.notices
      .flatMap(({ attempts }) => attempts)
      .flatMap(({ witness }) => witness ?? []);
    expect(witnesses.length).toBeGreaterThan(0);
    for (const witness of witnesses) {
      const paper = { words: [witness], store };
      expect(checkWitness(links, store, paper, "a.eml")[0]?.state).toBe("wrong");
      const { links: truth } = verifyBundle(staged.files, null);
      expect(checkWitness(truth, store, paper, "a.eml")[0]?.state).toBe("holds");
    }
  });
});

describe("a signed record on its own", () => {
  it("is checked with the key that is named", () => {
    const text = textOf(staged.files, bundleNames.envelope);
    expect(faultsOf(verifyEnvelope(text, readPublicKey(staged.key.publicPem)))).toEqual([]);
    expect(faultsOf(verifyEnvelope(text, readPublicKey(otherKey().publicPem)))).toEqual([
      { kind: "bad-signature", over: "the record" },
    ]);
    expect(verifyEnvelope(text, null)[0]).toMatchObject({ state: "unchecked" });
  });
});
