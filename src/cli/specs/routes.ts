import type { Command } from "commander";
import type { ProveOptions } from "../commands/routes-prove.ts";
import type { RoutesOptions } from "../commands/routes.ts";
import type { Io } from "../io.ts";
import { examplesOf, storeOption } from "./shared.ts";

/** Whether anybody would hear it. */
export function specifyRoutes(program: Command, io: Io): void {
  const routes = program
    .command("routes")
    .description("how far each route is known to lead; 69 where nobody would hear of some monitor")
    .option("--json", "the same as JSON")
    .addOption(storeOption())
    .addHelpText(
      "after",
      examplesOf("luota routes", "luota routes test ops-slack", "luota routes prove ops-slack"),
    )
    .action(async (options: RoutesOptions) => {
      const { routes: list } = await import("../commands/routes.ts");
      io.exit(await list(options, io));
    });

  routes
    .command("test")
    .description("really send a message, and show the receipt word for word")
    .argument("<name>", "a route's name")
    .action(async (name: string, _: unknown, command: Command) => {
      const { routesTest } = await import("../commands/routes-test.ts");
      io.exit(await routesTest(name, command.optsWithGlobals<RoutesOptions>(), io));
    });

  routes
    .command("check")
    .description("whether the other end answers, without a message to anybody")
    .argument("<name>", "a route's name")
    .action(async (name: string, _: unknown, command: Command) => {
      const { routesCheck } = await import("../commands/routes-check.ts");
      io.exit(await routesCheck(name, command.optsWithGlobals<RoutesOptions>(), io));
    });

  routes
    .command("prove")
    .description("send a code and a link, and wait for a person to answer")
    .argument("<name>", "a route's name")
    .option("--by <name>", "who answers here (else the user of this shell)")
    .option("--wait <time>", "how long to wait for the answer", "10m")
    .action(async (name: string, _: unknown, command: Command) => {
      const { routesProve } = await import("../commands/routes-prove.ts");
      io.exit(await routesProve(name, command.optsWithGlobals<ProveOptions>(), io));
    });
}
