import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/**
 * Whether an IP address, in any of its written forms, is one that no alert belongs to: link-local
 * addresses and the metadata services of clouds, which answer with credentials. Loopback and private
 * networks are allowed: the operator's own config names the destinations.
 */
export function isBlockedAddress(address: string): boolean {
  const bare = (address.replace(/^\[|\]$/gu, "").split("%")[0] ?? "").toLowerCase();
  const family = isIP(bare);
  return family !== 0 && blocked.check(bare, family === 6 ? "ipv6" : "ipv4");
}

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

const blocked = new BlockList();
blocked.addSubnet("169.254.0.0", 16);
blocked.addSubnet("fe80::", 10, "ipv6");
// IPv4 inside IPv6: the list knows `::ffff:`, but not the translated, tunnelled and old compatible forms.
blocked.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");
blocked.addSubnet("2002:a9fe::", 32, "ipv6");
blocked.addSubnet("::a9fe:0", 112, "ipv6");
// Metadata services elsewhere: AWS and Google over IPv6, Azure's, Alibaba's, Oracle's.
blocked.addAddress("fd00:ec2::254", "ipv6");
blocked.addAddress("fd20:ce::254", "ipv6");
blocked.addAddress("168.63.129.16");
blocked.addAddress("100.100.100.200");
blocked.addAddress("192.0.0.192");
