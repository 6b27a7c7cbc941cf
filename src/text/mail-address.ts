/**
 * Whether this is one plain address (`ops@acme.example`) and nothing else: no display name, no
 * second address, no control character. Only such a text may stand in a header or an SMTP command.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && plainAddress.test(text);
}

const local = "(?!-)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*";
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

/** RFC 5321 without quoted names, address literals and what needs SMTPUTF8. */
const plainAddress = new RegExp(`^(?=[^@]{1,64}@)${local}@${label}(?:\\.${label})*$`, "u");
