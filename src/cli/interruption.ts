/** Runs `work` until it is done or somebody interrupts it; then `signal` says so, and it can tidy up. */
export async function interruptible<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const interruption = new AbortController();
  const interrupt = () => {
    interruption.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const each of signals) process.once(each, interrupt);
  try {
    return await work(interruption.signal);
  } finally {
    for (const each of signals) process.removeListener(each, interrupt);
  }
}
