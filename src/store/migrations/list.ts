import { runs } from "./001-runs.ts";
import { watch } from "./002-watch.ts";
import { incidents } from "./003-incidents.ts";
import { dispatch } from "./004-dispatch.ts";
import { delivery } from "./005-delivery.ts";
import { passing } from "./006-passing.ts";
import { records } from "./007-records.ts";
import { readings } from "./008-readings.ts";
import { retention } from "./009-retention.ts";
import { evidence } from "./010-evidence.ts";
import { digests } from "./011-digests.ts";

/** One step of the schema; each is one transaction, which also writes its number. */
export interface Migration {
  readonly number: number;
  readonly sql: string;
}

/** Every step, in order. A step that was released never changes: what comes later is a new one. */
export const migrations: readonly Migration[] = [
  runs,
  watch,
  incidents,
  dispatch,
  delivery,
  passing,
  records,
  readings,
  retention,
  evidence,
  digests,
];
