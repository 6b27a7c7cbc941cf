import { describe, expect, it } from "vitest";
import { queueIdIn } from "../../src/deliver/email-queue-id.ts";

describe("the name that a server gives a letter", () => {
  it.each([
    ["Postfix", "250 2.0.0 Ok: queued as 9CB9F210934", "9CB9F210934"],
    ["Postfix with long ids", "250 2.0.0 Ok: queued as 4XyZ1b2C3dz9vNw", "4XyZ1b2C3dz9vNw"],
    ["Exim", "250 OK id=1rABcd-00000000abc-0XyZ", "1rABcd-00000000abc-0XyZ"],
    ["Sendmail", "250 2.0.0 3AK0eCab012345 Message accepted for delivery", "3AK0eCab012345"],
    ["OpenSMTPD", "250 2.0.0 5ab1c2d3 Message accepted for delivery", "5ab1c2d3"],
    [
      "Exchange",
      "250 2.6.0 <a@b> [InternalId=1234567890, Hostname=X.prod.outlook.com] 9 bytes in 0.1, 1 KB/sec Queued mail for delivery",
      "1234567890",
    ],
    [
      "Gmail",
      "250 2.0.0 OK  1700000000 5b1f17b1804b1-40a4d1sm1wmb.12 - gsmtp",
      "5b1f17b1804b1-40a4d1sm1wmb.12",
    ],
    [
      "Amazon SES",
      "250 Ok 0102018c1234abcd-12345678-1234-1234-1234-123456789abc-000000",
      "0102018c1234abcd-12345678-1234-1234-1234-123456789abc-000000",
    ],
    ["a server that gives none", "250 OK: message queued", null],
    ["a server of few words", "250", null],
  ])("%s", (_, reply, id) => {
    expect(queueIdIn(reply)).toBe(id);
  });
});
