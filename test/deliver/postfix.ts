import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Certificate } from "./certificates.ts";

/** Postfix needs root to drop its rights. */
export const hasPostfix = process.getuid?.() === 0 && existsSync("/usr/sbin/postfix");

export interface Postfix extends Disposable {
  readonly port: number;
  readonly config: string;
  /** Letters that arrived, oldest first. */
  readonly arrived: () => readonly Buffer[];
  readonly log: () => string;
}

/**
 * A real Postfix of its own, on the loopback only, with everything under one directory: it takes letters
 * for `ops@acme.test`, and answers as told for other addresses.
 */
export async function startPostfix(certificate: Certificate): Promise<Postfix> {
  const home = mkdtempSync(join(tmpdir(), "luota-postfix-"));
  chmodSync(home, 0o755);
  const config = join(home, "etc");
  const [queue, data, mail] = [join(home, "queue"), join(home, "data"), join(home, "mail")];
  for (const folder of [config, queue, data, mail]) mkdirSync(folder);
  const owner = idOf("postfix");
  chownSync(data, owner, -1);
  chownSync(mail, owner, -1);
  const port = await freePort();
  writeFileSync(join(home, "key.pem"), certificate.key);
  writeFileSync(join(home, "cert.pem"), certificate.cert);
  writeFileSync(join(config, "main.cf"), mainSettings({ home, queue, data, mail, owner }));
  writeFileSync(join(config, "master.cf"), services(port));
  const log = () => {
    try {
      return readFileSync(join(home, "postfix.log"), "utf8");
    } catch {
      return "";
    }
  };
  execFileSync("/usr/sbin/postfix", ["-c", config, "start"], { stdio: "ignore" });
  return {
    port,
    config,
    log,
    arrived: () =>
      readdirSync(mail, { recursive: true, encoding: "utf8" })
        .filter((name) => /\/new\/[^/]+$/u.test(name))
        .sort()
        .map((name) => readFileSync(join(mail, name))),
    [Symbol.dispose]: () => {
      spawnSync("/usr/sbin/postfix", ["-c", config, "stop"], { stdio: "ignore" });
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function mainSettings(
  at: Readonly<Record<"home" | "queue" | "data" | "mail", string>> & { owner: number },
): string {
  const answers = [
    "unknown@acme.test 550 5.1.1 no such user here",
    "busy@acme.test 450 4.2.0 try again in a minute",
    "moved@acme.test 551 5.1.6 gone elsewhere",
  ].map((line) => {
    const [address = "", ...words] = line.split(" ");
    return `{ ${address} = ${words.join(" ")} }`;
  });
  return [
    "compatibility_level = 3.6",
    `queue_directory = ${at.queue}`,
    `data_directory = ${at.data}`,
    `maillog_file = ${at.home}/postfix.log`,
    `maillog_file_prefixes = ${at.home}`,
    "myhostname = mail.acme.test",
    "mydestination =",
    "inet_interfaces = 127.0.0.1",
    "inet_protocols = ipv4",
    "mynetworks = 127.0.0.0/8",
    "alias_maps =",
    "alias_database =",
    "virtual_mailbox_domains = acme.test",
    "virtual_mailbox_maps = inline:{ { ops@acme.test = ops/ } }",
    `virtual_mailbox_base = ${at.mail}`,
    `virtual_uid_maps = static:${at.owner}`,
    `virtual_gid_maps = static:${at.owner}`,
    `smtpd_recipient_restrictions = check_recipient_access inline:{ ${answers.join(", ")} }, permit_mynetworks, reject`,
    "smtpd_tls_security_level = may",
    `smtpd_tls_key_file = ${at.home}/key.pem`,
    `smtpd_tls_cert_file = ${at.home}/cert.pem`,
    "message_size_limit = 60000",
    // Else nodemailer would not even offer what is too long.
    "smtpd_discard_ehlo_keywords = size",
    "smtpd_error_sleep_time = 0",
    "default_transport = discard:",
    "",
  ].join("\n");
}

function services(port: number): string {
  const inner = ["rewrite trivial-rewrite", "bounce", "defer bounce", "trace bounce"];
  const others = ["discard", "error", "retry error", "anvil", "proxymap"];
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    "postlog unix-dgram n - n - 1 postlogd",
    "pickup unix n - n 60 1 pickup",
    "cleanup unix n - n - 0 cleanup",
    "qmgr unix n - n 300 1 qmgr",
    "tlsmgr unix - - n 1000? 1 tlsmgr",
    "virtual unix - n n - - virtual",
    ...[...inner, ...others].map((line) => {
      const [name = "", program = name] = line.split(" ");
      return `${name} unix - - n - - ${program}`;
    }),
    "",
  ].join("\n");
}

function idOf(user: string): number {
  return Number(execFileSync("id", ["-u", user], { encoding: "utf8" }).trim());
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
