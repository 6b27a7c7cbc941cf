/** Ids are random, so that the first characters name a run among many thousands. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}
