import { Document, isScalar, visit } from "yaml";
import type { Config } from "../config.ts";
import { writeConfig } from "./config.ts";

/** A config as YAML with every default visible; lists of plain values stay on one line. */
export function configYaml(config: Config): string {
  const document = new Document(writeConfig(config));
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 0 });
}
