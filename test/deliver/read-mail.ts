import { spawnSync } from "node:child_process";

/** A mail as somebody else's program reads it. */
export interface ReadMail {
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly text: string;
  readonly html: string;
  /** What the parser found wrong. */
  readonly defects: readonly string[];
  readonly parts: readonly string[];
}

/** Python's own parser of mail. */
export function readMail(bytes: Buffer): ReadMail {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", program], {
    input: bytes,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ReadMail;
}

export function header(mail: ReadMail, name: string): string | undefined {
  return mail.headers[name.toLowerCase()]?.join("\n");
}

const program = `
import sys, json, email, email.policy
mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
headers = {}
defects = [str(d) for d in mail.defects]
for name, value in mail.items():
    headers.setdefault(name.lower(), []).append(str(value))
    defects += [name + ": " + str(d) for d in value.defects]
parts = []
for part in mail.walk():
    parts.append(part.get_content_type())
    defects += [str(d) for d in part.defects]
text = mail.get_body(("plain",)).get_content().replace("\\r\\n", "\\n")
html = mail.get_body(("html",)).get_content().replace("\\r\\n", "\\n")
json.dump({"headers": headers, "text": text, "html": html, "defects": defects, "parts": parts}, sys.stdout)
`;
