import { Document, isScalar, visit } from "yaml";
import type { Config } from "../config.ts";
import { writeConfig } from "./config.ts";

/** A config as YAML with every default visible; lists of plain values stay on one line. */
export function configYaml(config: Config): string {
  const document = new Document(writeConfig(config), { aliasDuplicateObjects: false });
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every(isShort);
    },
  });
  return document.toString({ lineWidth: 0 });
}

function isShort(item: unknown): boolean {
  return isScalar(item) && !String(item.value).includes("\n");
}
