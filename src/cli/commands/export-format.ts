import type { ExportOptions } from "../options.ts";

export const exportFormats = ["json", "markdown", "html", "bundle"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What was asked for, else what the name of the file says, else Markdown; null where it is none of them. */
export function formatOf({ format, output }: ExportOptions): ExportFormat | null {
  if (format === "md") return "markdown";
  if (format !== undefined) return exportFormats.find((each) => each === format) ?? null;
  const found = endings.find(([ending]) => ending.test(output ?? ""));
  return found?.[1] ?? "markdown";
}

const endings: readonly (readonly [RegExp, ExportFormat])[] = [
  [/\.json$/iu, "json"],
  [/\.html?$/iu, "html"],
  [/\.(?:tar\.gz|tgz)$/iu, "bundle"],
];
