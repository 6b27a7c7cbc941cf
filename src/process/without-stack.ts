/** Makes a call that is expected to fail often (EAGAIN): to note where it failed would cost more than the call. */
export function withoutStack<Value>(call: () => Value): Value {
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return call();
  } finally {
    Error.stackTraceLimit = depth;
  }
}
