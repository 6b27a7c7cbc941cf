/**
 * SQL: whether one row of `notices` tells the same change as another, over whatever route and to
 * whomever. The end of an incident is `resolved` to some and `healed` to others.
 */
export function isSameChange(one: string, other: string): string {
  return `(${one}.incident = ${other}.incident AND ${one}.revision = ${other}.revision
    AND (${one}.kind = ${other}.kind
      OR ${one}.kind IN ('resolved', 'healed') AND ${other}.kind IN ('resolved', 'healed')))`;
}

/** SQL: whether whoever got one row knows what the other one was to tell: the same, or what came later. */
export function tellsOf(one: string, other: string): string {
  // The incident is named once, so that the index on it is taken for both.
  return `(${one}.incident = ${other}.incident
    AND (${one}.revision > ${other}.revision OR ${isSameChange(one, other)}))`;
}
