import * as z from "zod";
import { choice, integer } from "./leaf.ts";
import { duration, size } from "./measures.ts";
import { defaultsShape, monitorShape } from "./monitor.ts";
import { monitorName, shortName } from "./names.ts";
import { ownerShape } from "./owner.ts";
import { routeShape } from "./route.ts";
import { named, oneOrMany, section } from "./section.ts";
import { urlOrSecret, url } from "./secrets.ts";
import { silenceShape } from "./silence.ts";
import { absolutePath, listenAddress, regex, text, zone } from "./texts.ts";

const settings = {
  workspace: text("a name").optional().describe("The name of all this, shown in messages."),
  timezone: zone().optional().describe("Whose clock is meant. Default: this host's."),
  publicUrl: url("https://ops.acme.example/luota")
    .optional()
    .describe("How people reach this luota; only for links in messages."),
  listen: listenAddress().optional().describe("Where the daemon listens. Default: nowhere."),
  watchdog: section({
    url: urlOrSecret("DEADMAN_URL").describe("Called as long as luota lives."),
    every: duration({ least: 1000 }).optional().describe("How often. Default 1m."),
  })
    .optional()
    .describe("Someone outside who misses luota when it is gone."),
  digest: choice("weekly", "off")
    .optional()
    .describe("What was kept, in one message. Default weekly."),
  retention: section({
    evidence: duration({ least: 3_600_000 }).optional().describe("Default 30d."),
    incidents: duration({ least: 86_400_000 }).optional().describe("Default 400d."),
    keepRuns: integer(1, 1_000_000).optional().describe("Of each monitor, at least. Default 100."),
    maxSize: size({ least: 2 ** 24 })
      .optional()
      .describe("Of the store. Default 1GiB."),
  })
    .optional()
    .describe("How long things are kept."),
  envFile: absolutePath().optional().describe("Where env:NAME is looked up, too."),
  redact: oneOrMany(regex()).optional().describe("What is taken out of captured output."),
};

/** What each file may add: these sections of all files together make the config. */
const parts = {
  routes: named(shortName(), routeShape).optional().describe("Where notices go."),
  owners: named(shortName(), ownerShape).optional().describe("Who answers for promises."),
  monitors: named(monitorName(), monitorShape).optional().describe("The promises under watch."),
  silences: z
    .array(silenceShape)
    .optional()
    .describe("Times in which incidents open but nobody is told."),
};

const defaults = defaultsShape
  .optional()
  .describe("What holds for monitors that say nothing else.");

/** The whole of a main file, for editors. */
export const mainFileShape = section({ ...settings, defaults, ...parts });

/** The parts unread: each of their entries is checked by itself. */
const unreadParts = {
  routes: z.record(z.string(), z.unknown()).nullish(),
  owners: z.record(z.string(), z.unknown()).nullish(),
  monitors: z.record(z.string(), z.unknown()).nullish(),
  silences: z.array(z.unknown()).nullish(),
};

/** The settings of a main file. */
export const mainFrameShape = section({
  ...settings,
  defaults: z.unknown().optional(),
  ...unreadParts,
});

/** A file of conf.d: parts and no settings. */
export const fragmentFrameShape = section(unreadParts);

export const mainOnlyKeys: readonly string[] = [...Object.keys(settings), "defaults"];

export type RawSettings = Omit<z.output<typeof mainFrameShape>, keyof typeof unreadParts>;
