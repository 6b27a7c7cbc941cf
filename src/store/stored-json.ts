/** A value that this store wrote as JSON text. Throws where somebody damaged it. */
export function readJson<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}

/** The same; null where there is none. */
export function readJsonOrNull<Value>(text: string | null): Value | null {
  return text === null ? null : readJson<Value>(text);
}
