import type { Command } from "commander";
import type { Io } from "../io.ts";
import type { VerifyOptions } from "../options.ts";
import { collect, examplesOf } from "./shared.ts";

/** What a stranger does with a record. */
export function specifyVerifying(program: Command, io: Io): void {
  program
    .command("verify")
    .description("whether a record that was exported is as it was signed; needs no store")
    .argument("<file>", "a bundle (.tar.gz or its folder), or a record.dsse.json")
    .option(
      "--key <key>",
      "the public key that must have signed it: a PEM file, or its fingerprint",
    )
    .option(
      "--witness <file>",
      "an alert that left at the time (a mail, a webhook's body, a Slack message) to compare with; repeatable",
      collect,
    )
    .option("--json", "the same as JSON")
    .addHelpText(
      "after",
      examplesOf(
        "luota verify luota-INC-4.tar.gz",
        "luota verify luota-INC-4.tar.gz --key 3f9a… --witness alert.eml",
      ),
    )
    .action(async (file: string, options: VerifyOptions) => {
      const { verify } = await import("../commands/verify.ts");
      io.exit(await verify(file, options, io));
    });
}
