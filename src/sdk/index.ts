export { CadenceError } from "./cadence-error.ts";
export { nextSlots, type SlotCadence, type SlotQuery } from "./next-slots.ts";
