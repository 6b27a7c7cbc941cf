import { expect, test } from "vitest";
import { isBlockedAddress } from "../../src/domain/blocked-address.ts";

test.each([
  ["127.0.0.1", false],
  ["::1", false],
  ["10.1.2.3", false],
  ["192.168.1.1", false],
  ["fd12::1", false],
  ["::ffff:10.0.0.1", false],
  ["hooks.slack.com", false],
  ["169.254.0.1", true],
  ["169.255.0.1", false],
  ["fe80::1%eth0", true],
  ["febf::1", true],
  ["fec0::1", false],
  ["[::FFFF:a9fe:1]", true],
  ["::ffff:169.254.169.254", true],
  ["64:ff9b::a9fe:a9fe", true],
  ["2002:a9fe:a9fe::1", true],
  ["::a9fe:a9fe", true],
  ["2002:7f00:1::1", false],
  ["fd00:ec2::254", true],
  ["fd20:ce::254", true],
  ["168.63.129.16", true],
  ["::ffff:100.100.100.200", true],
  ["192.0.0.192", true],
  ["192.0.0.193", false],
  ["1::2::3", false],
  ["::256.1.1.1", false],
  ["", false],
])("%s: blocked is %s", (address, expected) => {
  expect(isBlockedAddress(address)).toBe(expected);
});
