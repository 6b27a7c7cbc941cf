export { CadenceError } from "./cadence-error.ts";
export { Luota, type Runs } from "./luota.ts";
export { LuotaError, type LuotaErrorKind } from "./luota-error.ts";
export { nextSlots, type SlotCadence, type SlotQuery } from "./next-slots.ts";
export type {
  BeatOptions,
  EvidenceOptions,
  FailureOptions,
  LogOptions,
  LuotaOptions,
  RunOptions,
  StartedRun,
  StartOptions,
  SuccessOptions,
  WrapOptions,
  WrappedRun,
} from "./options.ts";
