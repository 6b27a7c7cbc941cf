import type { WrapOptions } from "./options.ts";

/** What a run that went well says of itself; a summary that throws does not make it fail. */
export function summaryOf<Value>(
  { summary }: WrapOptions<Value>,
  value: Value,
): string | undefined {
  if (typeof summary !== "function") return summary;
  try {
    return summary(value);
  } catch (error) {
    return `(its summary threw ${String(error)})`;
  }
}
