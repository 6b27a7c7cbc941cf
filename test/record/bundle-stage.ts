import { createPrivateKey, createPublicKey, hash, sign } from "node:crypto";
import { makeRules } from "../../src/daemon/rules.ts";
import { readRecordDocument } from "../../src/cli/commands/compose-record.ts";
import type { ExcerptLink } from "../../src/domain/chain-excerpt.ts";
import type { SigningKey } from "../../src/domain/signing-key.ts";
import { makeBundle, manifestFiles, sumLines } from "../../src/record/bundle.ts";
import { bundleNames } from "../../src/record/bundle-names.ts";
import { namedSeqs } from "../../src/record/bundle-seqs.ts";
import type { IncidentRecordDocument } from "../../src/record/document.ts";
import type { Check } from "../../src/record/verify-check.ts";
import { readChainExcerpt } from "../../src/store/audit-excerpt.ts";
import { useSigningKey } from "../../src/store/signing-key.ts";
import { canonicalJson } from "../../src/text/canonical-json.ts";
import { actor, configOf, promise } from "../daemon/watched-host.ts";
import type { OutboxHost } from "../store/outbox-rig.ts";
import { chat, gone, later, mail, minute, silent, taken } from "../store/outbox-rig.ts";
import { valueOf } from "../store/sample.ts";

export interface StagedBundle {
  readonly record: IncidentRecordDocument;
  readonly links: readonly ExcerptLink[];
  readonly key: SigningKey;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** INC-1 of a host on which other work went on, told over routes that took it, failed and were silent. */
export async function stageBundle(host: OutboxHost): Promise<StagedBundle> {
  await host.break("a");
  await host.send(await host.claimOne(chat), later);
  host.run("b", 0);
  host.now += minute;
  await host.send(await host.claimOne(chat), silent);
  host.now += minute;
  await host.send(await host.claimOne(chat), taken);
  host.run("b", 0);
  for (const parcel of await host.claim([mail])) await host.send(parcel, gone);
  await host.break("b");
  await host.heal("a");
  for (const parcel of await host.claim([chat])) await host.send(parcel, taken);
  return readBundle(host);
}

function readBundle(host: OutboxHost): StagedBundle {
  const { store, watch, now } = host;
  const rules = makeRules(1, configOf([promise("a"), promise("b")]), "db1");
  const terminal = { out: ignore, err: ignore, width: 80, colour: false, unicode: true };
  const io = {
    terminal: { ...terminal, interactive: false },
    ...{ environment: {}, cwd: "/", uid: 0, now: () => now, exit: ignore },
  };
  const key = valueOf(useSigningKey(store, { by: actor, now }));
  const record = valueOf(readRecordDocument(1, { store, watch, rules, actor, io }));
  if (record === null) throw new Error("there is no INC-1");
  const links = valueOf(readChainExcerpt(store, { incident: 1, ...namedSeqs(record) }));
  return { record, links, key, files: filesOf({ record, links }, key) };
}

export function filesOf(
  { record, links }: Pick<StagedBundle, "record" | "links">,
  key: SigningKey,
): ReadonlyMap<string, Uint8Array> {
  const made = makeBundle({ record, links, markdown: "# A\n", html: "<p>A</p>\n" }, key);
  return new Map(made.map(({ name, bytes }) => [name, bytes]));
}

/** What whoever holds a key can do: sums, manifest and signature fit the files again. */
export function signAgain(
  files: ReadonlyMap<string, Uint8Array>,
  key: SigningKey,
): ReadonlyMap<string, Uint8Array> {
  const again = new Map(files);
  again.set(bundleNames.publicKey, utf8(key.publicPem));
  const manifest = JSON.parse(textOf(again, bundleNames.manifest)) as Record<string, never>;
  const told = { ...manifest, key: key.fingerprint, files: manifestFiles(again) };
  again.set(bundleNames.manifest, utf8(`${canonicalJson(told)}\n`));
  const sums = utf8(sumLines(again));
  again.set(bundleNames.sums, sums);
  again.set(bundleNames.signature, sign(null, sums, createPrivateKey(key.privatePem)));
  return again;
}

export function keyFrom(privatePem: string): SigningKey {
  const publicKey = createPublicKey(privatePem);
  const fingerprint = hash("sha256", publicKey.export({ type: "spki", format: "der" }));
  const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  return { privatePem, publicPem, fingerprint };
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  return new TextDecoder().decode(files.get(name));
}

/** The faults, in the order in which they are told. */
export function faultsOf(checks: readonly Check[]) {
  return checks.flatMap((check) => (check.state === "wrong" ? [check.fault] : []));
}

function ignore(): void {
  // Nobody listens.
}
