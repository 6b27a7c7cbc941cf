import { dirname, join } from "node:path";
import { exitCode } from "../../base/exit-code.ts";
import { createFile } from "../../config/edit/write-file.ts";
import { readConfig } from "../../config/read-config.ts";
import { starterConfig, type StarterAnswers } from "../../config/starter.ts";
import { complainOfProblems, complainOfWriting } from "../complain/config.ts";
import { placesIn, type ConfigWorld } from "../config-world.ts";

/** The words of `luota init`; what is not given is asked, where somebody can answer. */
export interface InitOptions {
  readonly config?: string | undefined;
  readonly workspace?: string | undefined;
  readonly timezone?: string | undefined;
  readonly owner?: string | undefined;
  /** The environment variable that will hold a Slack webhook. */
  readonly slack?: string | undefined;
  readonly mailTo?: string | undefined;
  readonly mailFrom?: string | undefined;
  readonly smtp?: string | undefined;
}

export interface InitWorld extends ConfigWorld {
  readonly uid: number;
  readonly exists: (file: string) => boolean;
  /** Asks a person on the terminal, who may leave without an answer; null where nobody is there. */
  readonly ask: ((question: string) => Promise<string | null>) | null;
}

const system = "/etc/luota/luota.yaml";

/** `luota init`: a first config with a word on each thing in it; never over one that is there. */
export async function init(options: InitOptions, world: InitWorld): Promise<number> {
  const file = fileFor(options, world);
  if (world.exists(file)) {
    world.err(complainOfWriting({ kind: "exists", file }));
    return exitCode.config;
  }
  const answers = await answersFor(file, options, world);
  if (answers === null) {
    world.err("luota: left without an answer; nothing was written");
    return exitCode.usage;
  }
  const text = starterConfig(answers);
  const read = readConfig({ main: { file, text }, fragments: [] }, world.hostZone);
  if (!read.ok) {
    world.err(`${complainOfProblems(read.failure)}; nothing was written`);
    return exitCode.usage;
  }
  // The system's config is for a group, a person's own for nobody else.
  const modes = file === system ? { file: 0o640, folder: 0o755 } : { file: 0o600, folder: 0o700 };
  const created = createFile(file, text, modes);
  if (!created.ok) {
    world.err(complainOfWriting(created.failure));
    return exitCode.config;
  }
  world.out(`wrote ${file}\nnext: luota add NAME --every 15m, then luota config check`);
  return exitCode.done;
}

/** Root sets up the host, everybody else themselves. */
function fileFor(options: InitOptions, world: InitWorld): string {
  const [first] = placesIn(world, options.config);
  return first === undefined || (world.uid === 0 && !first.named) ? system : first.file;
}

async function answersFor(
  file: string,
  options: InitOptions,
  world: InitWorld,
): Promise<StarterAnswers | null> {
  const person = { left: false };
  const ask = async (given: string | undefined, question: string, otherwise: string) => {
    if (given !== undefined || world.ask === null || person.left) return given ?? otherwise;
    const answer = await world.ask(`${question}${otherwise === "" ? "" : ` [${otherwise}]`}: `);
    if (answer === null) person.left = true;
    return answer === null || answer.trim() === "" ? otherwise : answer.trim();
  };
  const workspace = await ask(options.workspace, "What is all this called", "");
  const timezone = await ask(options.timezone, "Whose clock is meant", world.hostZone);
  const owner = await ask(options.owner, "Who answers for the promises", "");
  const slack = await ask(options.slack, "Variable that will hold a Slack webhook (or none)", "");
  const to = await ask(options.mailTo, "Who gets mail (or none)", "");
  const mails = to !== "" && to !== "none";
  const from = mails ? await ask(options.mailFrom, "Who sends it", to) : "";
  const smtpHost = mails ? await ask(options.smtp, "Mail server", "localhost") : "";
  if (person.left) return null;
  return {
    workspace: orNull(workspace),
    timezone,
    owner: orNull(owner),
    slackVariable: orNull(slack.replace(/^env:/u, "")),
    email: mails ? { from, to, smtpHost } : null,
    envFile: file === system ? null : join(dirname(file), "luota.env"),
  };
}

function orNull(answer: string): string | null {
  return answer === "" || answer === "none" ? null : answer;
}
