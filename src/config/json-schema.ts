import * as z from "zod";
import { mainFileShape } from "./shape/file.ts";

/** The JSON Schema of luota.yaml for editors, from the same shapes that check it. */
export function jsonSchema(): string {
  const schema = z.toJSONSchema(mainFileShape, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    // zod leaves out the examples of what is transformed; ours show the written form.
    override: ({ zodSchema, jsonSchema: part }) => {
      const meta = z.globalRegistry.get(zodSchema);
      if (Array.isArray(meta?.["examples"])) part.examples = meta["examples"];
    },
  });
  const titled = {
    $schema: schema.$schema,
    title: "luota.yaml",
    description: "What luota watches, who answers for it, and who is told.",
    ...schema,
  };
  return `${JSON.stringify(titled, null, 2)}\n`;
}
