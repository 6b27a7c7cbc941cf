import type { CronField } from "./cron-field.ts";

/** Longer lists of values are given as ranges. */
const longestList = 12;

/** Spells out a range that runs over the field's end: `fri-mon` is `fri,sat,sun,mon`. */
export function unrollBackwardRange(
  field: CronField,
  from: number,
  to: number,
  step: number,
  named: boolean,
): string {
  const last = field.name === "day of week" ? 6 : field.high;
  const values = [];
  for (let value = from; value <= last; value += step) values.push(value);
  const size = last - field.low + 1;
  const reached = (values.at(-1) ?? from - step) + step - size;
  const resumed = Math.max(field.low, reached);
  for (let value = resumed; value <= to; value += step) values.push(value);
  const write = (value: number) => (named ? (field.names[value - field.firstNamed] ?? "") : value);
  if (values.length <= longestList) return values.map(write).join(",");
  const by = step === 1 ? "" : `/${step}`;
  const rest = resumed > to ? "" : `,${resumed}-${to}${by}`;
  return `${from}-${last}${by}${rest}`;
}
