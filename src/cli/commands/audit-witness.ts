import { resolve } from "node:path";
import { fail, ok, type Result } from "../../base/result.ts";
import { openBundle } from "../../record/bundle-open.ts";
import { verifyBundle } from "../../record/verify-bundle.ts";
import type { WitnessPaper } from "../../record/verify-witness.ts";
import { compareSightings } from "../../store/audit-witness.ts";
import { readStoreId } from "../../store/audit-verify.ts";
import type { StoreFailure } from "../../store/failure.ts";
import type { Store } from "../../store/store.ts";
import { describeOpenFailure } from "../complain/verify.ts";
import { quotePath } from "../complain/quote.ts";
import type { Io } from "../io.ts";
import { readPaper } from "./read-paper.ts";

export type NamedPaper = WitnessPaper & { readonly from: string };

/** `--witness`, again and again: alerts, and bundles, each of which saw a part of the chain. */
export async function readPapers(
  words: readonly string[],
  io: Io,
): Promise<Result<readonly NamedPaper[], string>> {
  const papers: NamedPaper[] = [];
  for (const from of words) {
    const path = resolve(io.cwd, from);
    const paper = await readEither(path);
    if (!paper.ok) return paper;
    papers.push({ ...paper.value, from });
  }
  return ok(papers);
}

async function readEither(path: string): Promise<Result<WitnessPaper, string>> {
  const opened = await openBundle(path);
  if (!opened.ok)
    return opened.failure.kind === "unknown-form"
      ? readPaper(path)
      : fail(`--witness: ${describeOpenFailure(opened.failure, path)}`);
  if (opened.value.kind === "envelope") return readPaper(path);
  const { links, store, checks } = verifyBundle(opened.value.files, null);
  if (links.length > 0 && checks.every((check) => check.state !== "wrong"))
    return ok({ words: links, store });
  return fail(`--witness: ${quotePath(path)} does not hold itself: luota verify says why`);
}

/** How one paper compares with the chain of a store. */
interface Comparison {
  readonly from: string;
  readonly text: string;
  readonly state: "holds" | "wrong" | "unchecked";
}

export function comparePapers(
  store: Store,
  papers: readonly NamedPaper[],
): Result<readonly Comparison[], StoreFailure> {
  const id = readStoreId(store);
  if (!id.ok) return id;
  const found: Comparison[] = [];
  for (const paper of papers) {
    const states = compareSightings(store, paper.words);
    if (!states.ok) return states;
    const { from } = paper;
    const seqOf = (state: string) => paper.words[states.value.findIndex((each) => each === state)];
    found.push({ from, ...verdictOf(paper, id.value, seqOf, states.value.length) });
  }
  return ok(found);
}

function verdictOf(
  paper: NamedPaper,
  id: string | null,
  firstOf: (state: "same" | "differs" | "beyond" | "gone") => { readonly seq: number } | undefined,
  count: number,
): Omit<Comparison, "from"> {
  const from = quotePath(paper.from);
  if (paper.store !== null && paper.store !== id)
    return { state: "unchecked", text: `${from} is from another store (${paper.store})` };
  const [differs, beyond, gone] = [firstOf("differs"), firstOf("beyond"), firstOf("gone")];
  if (differs !== undefined)
    return {
      state: "wrong",
      text: `${from} saw another event ${differs.seq}: the chain was written anew after it had left`,
    };
  if (beyond !== undefined)
    return {
      state: "wrong",
      text: `${from} saw event ${beyond.seq}, which is not there: the end of the chain was cut off`,
    };
  if (gone !== undefined && firstOf("same") === undefined)
    return {
      state: "unchecked",
      text: `event ${gone.seq}, which ${from} saw, is not kept any more`,
    };
  return {
    state: "holds",
    text: `${from} saw the same chain: ${count === 1 ? "its event is" : `all ${count} links are`} as it saw them`,
  };
}
