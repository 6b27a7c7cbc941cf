import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair } from "yaml";
import { keyOfPath, type Spans } from "./parsed-file.ts";
import type { PathPart, Problem } from "./problem.ts";
import { placeOf, type Source, type Span } from "./source.ts";

export interface PlainData {
  readonly data: unknown;
  readonly spans: ReadonlyMap<string, Spans>;
  /** False where the walk was cut short, so that the data is not to be judged. */
  readonly whole: boolean;
  readonly problems: readonly { readonly span: Span; readonly problem: Problem }[];
}

/** More than a config of ten thousand monitors needs; and a few aliases must not multiply to it. */
const mostNodes = 500_000;
const mostAliasedNodes = 20_000;
const mostLevels = 32;

/**
 * The values of a document without YAML's ambitions. A number is a number only when it is written
 * the way it prints, so that `08` or `1e3` in a command line stays what was written; keys are texts.
 */
export function plainData(document: Document, source: Source): PlainData {
  const spans = new Map<string, Spans>();
  const problems: { span: Span; problem: Problem }[] = [];
  let whole = true;
  let nodes = 0;
  let aliasedNodes = 0;

  const visit = (
    node: unknown,
    path: readonly PathPart[],
    key: Span | null,
    aliased = false,
  ): unknown => {
    nodes += 1;
    if (aliased) aliasedNodes += 1;
    const span = spanOf(node) ?? key ?? { start: 0, end: 0 };
    spans.set(keyOfPath(path), { key: key ?? span, value: span });
    if (nodes > mostNodes || aliasedNodes > mostAliasedNodes) {
      return complainOnce(span, { kind: "too-many-nodes", aliased });
    }
    if (path.length > mostLevels) {
      return complainOnce(span, { kind: "too-deep" });
    }
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target !== undefined) return visit(target, path, key, true);
      problems.push({ span, problem: { kind: "unknown-alias", name: node.source } });
      return null;
    }
    if (isTagged(node)) problems.push({ span, problem: { kind: "tag", tag: node.tag } });
    if (isMap(node)) return visitMap(node.items, path, aliased);
    if (isSeq(node))
      return node.items.map((item, index) => visit(item, [...path, index], null, aliased));
    return isScalar(node) ? plainScalar(node.value, node.source) : null;
  };

  const visitMap = (
    pairs: readonly Pair[],
    path: readonly PathPart[],
    aliased: boolean,
  ): unknown => {
    const entries: [string, unknown][] = [];
    const seen = new Map<string, Span>();
    for (const pair of pairs) {
      const span = spanOf(pair.key) ?? { start: 0, end: 0 };
      const name = isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : "";
      const first = seen.get(name);
      seen.set(name, first ?? span);
      const problem = keyProblem(pair.key, name) ?? (first ? twin(name, first) : null);
      if (problem !== null) problems.push({ span, problem });
      else entries.push([name, visit(pair.value, [...path, name], span, aliased)]);
    }
    return Object.fromEntries(entries);
  };

  const twin = (name: string, first: Span): Problem => {
    return { kind: "duplicate", noun: "key", read: name, first: placeOf(source, first) };
  };

  const complainOnce = (span: Span, problem: Problem): null => {
    whole = false;
    if (!problems.some((each) => each.problem.kind === problem.kind)) {
      problems.push({ span, problem });
    }
    return null;
  };

  const data = visit(document.contents, [], null);
  return { data, spans, whole, problems };
}

function keyProblem(key: unknown, name: string): Problem | null {
  if (!isScalar(key)) return { kind: "odd-key", found: "a list or a mapping" };
  if (name === "<<") return { kind: "merge-key" };
  // JavaScript gives this one key a meaning of its own.
  return name === "" || name === "__proto__" ? { kind: "odd-key", found: name } : null;
}

function plainScalar(value: unknown, source: string | undefined): unknown {
  if (typeof value === "number") return String(value) === source ? value : (source ?? null);
  return value;
}

/** A tag such as `!!python/object` asks for something that luota won't do. */
function isTagged(node: unknown): node is Node & { readonly tag: string } {
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) return false;
  return (
    node.tag !== undefined &&
    !/^tag:yaml\.org,2002:(?:map|seq|str|int|float|bool|null)$/u.test(node.tag)
  );
}

function spanOf(node: unknown): Span | null {
  const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : null;
  return range === null || range === undefined ? null : { start: range[0], end: range[1] };
}
