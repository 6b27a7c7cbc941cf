import type { Result } from "../base/result.ts";
import type { Scalar } from "../domain/probe.ts";

/** What a query answers: its first value. The failure says why that can't be told. */
export type QueryAnswer = Result<{ readonly rows: number; readonly value: Scalar }, string>;
