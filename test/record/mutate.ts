import { bundleNames } from "../../src/record/bundle-names.ts";

export type Chance = () => number;
export type FileMap = ReadonlyMap<string, Uint8Array>;

/** One way to change a bundle; `what` says which, so that a failure can be repeated. */
export interface Mutation {
  readonly what: string;
  readonly files: FileMap;
}

export function pick<Value>(from: readonly Value[], chance: Chance): Value {
  return from[Math.floor(chance() * from.length)] as Value;
}

/** Changes the files as somebody without the key can: anything, anywhere. */
export function mutateFiles(files: FileMap, chance: Chance): Mutation {
  const name = pick([...files.keys()], chance);
  const bytes = files.get(name) ?? new Uint8Array();
  const mutate = pick([changeByte, dropByte, addByte, cutTail, dropFile, addFile, swap], chance);
  if (mutate === dropFile || mutate === addFile || mutate === swap)
    return mutate(files, name, chance);
  const changed = (mutate as (bytes: Uint8Array, chance: Chance) => Uint8Array)(bytes, chance);
  return { what: `${mutate.name} in ${name}`, files: new Map([...files, [name, changed]]) };
}

export function changeByte(bytes: Uint8Array, chance: Chance): Uint8Array {
  if (bytes.length === 0) return addByte(bytes, chance);
  const changed = Uint8Array.from(bytes);
  const at = Math.floor(chance() * bytes.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(chance() * 8));
  return changed;
}

export function dropByte(bytes: Uint8Array, chance: Chance): Uint8Array {
  if (bytes.length === 0) return addByte(bytes, chance);
  const at = Math.floor(chance() * bytes.length);
  return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
}

export function addByte(bytes: Uint8Array, chance: Chance): Uint8Array {
  const at = Math.floor(chance() * (bytes.length + 1));
  const added = Math.floor(chance() * 256);
  return Uint8Array.from([...bytes.subarray(0, at), added, ...bytes.subarray(at)]);
}

export function cutTail(bytes: Uint8Array, chance: Chance): Uint8Array {
  if (bytes.length === 0) return addByte(bytes, chance);
  return bytes.slice(0, Math.floor(chance() * bytes.length));
}

function dropFile(files: FileMap, name: string): Mutation {
  return { what: `without ${name}`, files: new Map([...files].filter(([each]) => each !== name)) };
}

function addFile(files: FileMap, name: string): Mutation {
  const copy = new Map([...files, [`${name}.1`, files.get(name) ?? new Uint8Array()]]);
  return { what: `${name}.1 added`, files: copy };
}

/** Two files change names. */
function swap(files: FileMap, name: string, chance: Chance): Mutation {
  const other = pick(
    [...files.keys()].filter((each) => each !== name),
    chance,
  );
  const [one, two] = [files.get(name), files.get(other)].map((bytes) => bytes ?? new Uint8Array());
  const swapped = new Map([...files, [name, two], [other, one]] as [string, Uint8Array][]);
  return { what: `${name} and ${other} swapped`, files: swapped };
}

/** Changes which lines there are, as somebody would who wants another story: with the key, too. */
export function mutateLines(files: FileMap, chance: Chance): Mutation {
  const name = pick([bundleNames.events, bundleNames.attempts], chance);
  const lines = new TextDecoder().decode(files.get(name)).split("\n").slice(0, -1);
  // A link without its event is vouched for by nothing but the signature.
  const weighty = [...lines.keys()].filter(
    (at) => name === bundleNames.attempts || lines[at]?.includes('"event"') === true,
  );
  const at = pick(weighty, chance);
  const line = lines[at] ?? "";
  const other = pick(
    [...lines.keys()].filter((each) => each !== at),
    chance,
  );
  const ways: Readonly<Record<string, () => readonly string[]>> = {
    drop: () => lines.toSpliced(at, 1),
    repeat: () => lines.toSpliced(other, 0, line),
    swap: () => lines.with(at, lines[other] ?? "").with(other, line),
    cut: () => lines.slice(0, at),
    reverse: () => lines.toReversed(),
    change: () => lines.with(at, changeWithin(line, chance)),
  };
  const way = pick(Object.keys(ways), chance);
  const text = (ways[way]?.() ?? []).map((each) => `${each}\n`).join("");
  const changed = new Map([...files, [name, new TextEncoder().encode(text)] as const]);
  return { what: `${way} line ${at + 1} of ${name}`, files: changed };
}

/** Another digit or letter somewhere: the line stays JSON more often than not. */
function changeWithin(line: string, chance: Chance): string {
  const places = [...line.matchAll(/[0-9a-z]/gu)].map(({ index }) => index);
  const at = pick(places, chance);
  const letter = line[at] === "7" ? "8" : "7";
  return `${line.slice(0, at)}${letter}${line.slice(at + 1)}`;
}
