/** The names of all `env:NAME` references that a part of the config holds. */
export function namesOfReferences(part: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("kind" in value && value.kind === "env" && "name" in value) names.add(String(value.name));
    Object.values(value).forEach(walk);
  };
  walk(part);
  return names;
}
