/** A part of a config in its own language, ready to be written as YAML or JSON. */
export type Plain = string | number | boolean | readonly Plain[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: Plain;
}

/** The keys that have something to say: no nulls, no empty lists, no empty mappings. */
export function said(entries: Readonly<Record<string, Plain | null | undefined>>): PlainMap {
  return Object.fromEntries(
    Object.entries(entries).filter(
      (entry): entry is [string, Plain] =>
        entry[1] !== null && entry[1] !== undefined && !isEmpty(entry[1]),
    ),
  );
}

function isEmpty(value: Plain): boolean {
  return typeof value === "object" && Object.keys(value).length === 0;
}
