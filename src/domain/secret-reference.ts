/**
 * Where a value is to be found: `env:NAME` or `file:/path` in the config. It is resolved only by
 * whoever needs the value, at the moment of need; what is stored and shown is the reference.
 */
export type SecretReference =
  | { readonly kind: "env"; readonly name: string }
  | { readonly kind: "file"; readonly path: string };

/** A value written out, or the place of one that is secret. */
export type TextOrSecret = { readonly kind: "text"; readonly text: string } | SecretReference;

/** The form in the config: `env:NAME`, `file:/path`, or the text itself. */
export function writeReference(value: TextOrSecret): string {
  if (value.kind === "text") return value.text;
  return value.kind === "env" ? `env:${value.name}` : `file:${value.path}`;
}
