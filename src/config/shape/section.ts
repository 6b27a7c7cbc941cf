import * as z from "zod";

/** A mapping with known keys, all others refused. The message of that issue carries the known ones. */
export function section<Shape extends z.ZodRawShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? Object.keys(shape).join(" ") : undefined,
  });
}

/** A mapping with names of the user's choice. */
export function named<Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  key: Key,
  value: Value,
): z.ZodRecord<Key, Value> {
  return z.record(key, value);
}

/** One value or a list of them; the single form comes first, and check-shape counts on it. */
export function oneOrMany<Output>(
  item: z.ZodType<Output>,
): z.ZodUnion<[z.ZodType<Output>, z.ZodArray<z.ZodType<Output>>]> {
  return z.union([item, z.array(item).min(1)]);
}

/** What `oneOrMany` read, as a list. */
export function listOf<Value>(given: Value | readonly Value[] | undefined): readonly Value[] {
  if (given === undefined) return [];
  return isList(given) ? given : [given];
}

/** Array.isArray does not narrow readonly arrays. */
function isList<Value>(given: Value | readonly Value[]): given is readonly Value[] {
  return Array.isArray(given);
}
