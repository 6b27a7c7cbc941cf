import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isBlockedAddress } from "../domain/blocked-address.ts";

/** Looks a name up as Node does, but leaves the blocked addresses out; `onBlocked` is called where none is left. */
export function lookupUnblocked(onBlocked: () => void): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const allowed = found.filter(({ address }) => !isBlockedAddress(address));
      const [first] = allowed;
      if (first === undefined) {
        onBlocked();
        callback(new Error("no address is left"), []);
      } else if (options.all === true) {
        callback(null, allowed);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
}
