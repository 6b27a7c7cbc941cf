/** The numbers of signals by name. From node:os, loaded only where a signal is in play: it costs a start 0.2 ms. */
export function signalNumbers(): Readonly<Record<string, number>> {
  return process.getBuiltinModule("node:os").constants.signals;
}

/** The signals of a mask as the kernel prints it: bit 0 is signal 1. */
export function signalsOfMask(mask: number): NodeJS.Signals[] {
  if (!(mask > 0)) return [];
  const names = new Map<number, NodeJS.Signals>();
  for (const [name, number] of Object.entries(signalNumbers())) {
    const isSet = number < 32 && Math.floor(mask / 2 ** (number - 1)) % 2 === 1;
    // Some numbers have a second, older name.
    if (isSet && !names.has(number)) names.set(number, name as NodeJS.Signals);
  }
  return [...names.values()];
}
