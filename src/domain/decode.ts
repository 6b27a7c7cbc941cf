import { fail, ok, type Result } from "../base/result.ts";

/** What is wrong with a foreign value, and where in it (`report.start.id`). */
export interface DecodeFailure {
  readonly kind: "undecodable";
  readonly at: string;
  readonly expected: string;
}

/** Turns a value from outside into one of ours, or says what is wrong with it. */
export type Decoder<Value> = (value: unknown, at: string) => Result<Value, DecodeFailure>;

export function undecodable(at: string, expected: string): Result<never, DecodeFailure> {
  return fail({ kind: "undecodable", at, expected });
}

/** A text of at most so many UTF-16 units, and of a form where one is asked. */
export function text(longest: number, form?: RegExp): Decoder<string> {
  return (value, at) =>
    typeof value === "string" && value.length <= longest && (form === undefined || form.test(value))
      ? ok(value)
      : undecodable(at, `a text of at most ${longest} characters`);
}

/** A whole number from 0 up. */
export const count: Decoder<number> = (value, at) =>
  Number.isSafeInteger(value) && (value as number) >= 0
    ? ok(value as number)
    : undecodable(at, "a whole number from 0 up");

/** The last instant that a JavaScript date can show. */
const lastInstant = 8_640_000_000_000_000;

/** Milliseconds since 1970. */
export const instant: Decoder<number> = (value, at) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= lastInstant
    ? ok(value as number)
    : undecodable(at, "an instant in milliseconds");

/** A duration in milliseconds; parts of one are allowed. */
export const milliseconds: Decoder<number> = (value, at) =>
  typeof value === "number" && value >= 0 && value <= lastInstant
    ? ok(value)
    : undecodable(at, "a duration in milliseconds");

export const flag: Decoder<boolean> = (value, at) =>
  typeof value === "boolean" ? ok(value) : undecodable(at, "true or false");

export function nullable<Value>(inner: Decoder<Value>): Decoder<Value | null> {
  return (value, at) => (value === null ? ok(null) : inner(value, at));
}

export function oneOf<const Value extends string | number>(
  ...allowed: readonly Value[]
): Decoder<Value> {
  return (value, at) => {
    const found = allowed.find((each) => each === value);
    return found === undefined ? undecodable(at, `one of ${allowed.join(", ")}`) : ok(found);
  };
}

export function list<Value>(inner: Decoder<Value>, longest: number): Decoder<readonly Value[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length > longest) {
      return undecodable(at, `a list of at most ${longest}`);
    }
    const items: Value[] = [];
    for (const [index, item] of value.entries()) {
      const decoded = inner(item, `${at}[${index}]`);
      if (!decoded.ok) return decoded;
      items.push(decoded.value);
    }
    return ok(items);
  };
}

/** An object with exactly these members. */
export function record<Value extends object>(members: {
  readonly [Key in keyof Value]-?: Decoder<Value[Key]>;
}): Decoder<Value> {
  const known = Object.keys(members);
  return (value, at) => {
    if (!isObject(value)) return undecodable(at, "an object");
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(members, key));
    if (unknown !== undefined) return undecodable(`${at}.${unknown}`, "no such member");
    const decoded: Record<string, unknown> = {};
    for (const key of known) {
      const member = members[key as keyof Value](value[key], `${at}.${key}`);
      if (!member.ok) return member;
      decoded[key] = member.value;
    }
    return ok(decoded as Value);
  };
}

/** A union told apart by its `kind`. */
export function kinds<Value extends { readonly kind: string }>(cases: {
  readonly [Kind in Value["kind"]]: Decoder<Extract<Value, { readonly kind: Kind }>>;
}): Decoder<Value> {
  return (value, at) => {
    const kind = isObject(value) ? value["kind"] : undefined;
    if (typeof kind !== "string" || !Object.hasOwn(cases, kind)) {
      return undecodable(`${at}.kind`, `one of ${Object.keys(cases).join(", ")}`);
    }
    const decode: Decoder<Value> = cases[kind as Value["kind"]];
    return decode(value, at);
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
