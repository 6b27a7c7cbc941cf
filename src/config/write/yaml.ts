import { stringify } from "yaml";
import type { Config } from "../config.ts";
import { writeConfig } from "./config.ts";

/** A config as YAML with every default visible; short lists stay on one line. */
export function configYaml(config: Config): string {
  return stringify(writeConfig(config), { lineWidth: 100, collectionStyle: "any" });
}
