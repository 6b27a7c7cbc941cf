import { fail, ok, type Result } from "../base/result.ts";
import type { Json, JsonObject } from "../base/json.ts";
import { canonicalJson } from "../text/canonical-json.ts";
import { sha256Hex } from "../text/digest.ts";
import type { Config } from "./config.ts";
import { upgradeFromFirst, upgradeFromSecond } from "./upgrade-compiled.ts";

/** A config as the store keeps it: without secrets, only with the places of them. */
export interface CompiledConfig {
  readonly json: string;
  /** SHA-256 of `json`, in hex. Equal configs have equal digests, however they were written. */
  readonly digest: string;
}

export interface CompiledFailure {
  readonly kind: "bad-compiled-config";
  /** `other-format`: a luota of another version compiled it. */
  readonly reason: "damaged" | "other-format";
}

/** Counts up when a Config of before can't be read as one of now. */
const format = 3;

export function compileConfig(config: Config): CompiledConfig {
  // A Config is plain data, which an interface can't say to the compiler.
  const json = canonicalJson({ format, config: config as unknown as Json });
  return { json, digest: sha256Hex(json) };
}

/** Reads back what `compileConfig` wrote, also in the formats of before. This file loads no YAML and no zod: `luota run` may use it. */
export function decodeCompiled(compiled: CompiledConfig): Result<Config, CompiledFailure> {
  const refuse = (reason: CompiledFailure["reason"]) =>
    fail({ kind: "bad-compiled-config", reason } as const);
  if (sha256Hex(compiled.json) !== compiled.digest) return refuse("damaged");
  try {
    const read = JSON.parse(compiled.json) as {
      readonly format: unknown;
      readonly config: JsonObject;
    };
    if (read.format === format) return ok(read.config as unknown as Config);
    if (read.format === 2) return ok(upgradeFromSecond(read.config) as unknown as Config);
    if (read.format === 1) {
      const second = upgradeFromFirst(read.config);
      return ok(upgradeFromSecond(second) as unknown as Config);
    }
    return refuse("other-format");
  } catch {
    return refuse("damaged");
  }
}
