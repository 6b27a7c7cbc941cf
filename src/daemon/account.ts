import { spawnSync } from "node:child_process";
import { readSmallFile } from "../recorder/host-facts.ts";

/** A user of this host. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** Looks a user up by name or uid: in /etc/passwd, else wherever this host keeps its users. */
export function findAccount(user: string | number): Account | null {
  const passwd = readSmallFile("/etc/passwd") ?? "";
  return findIn(passwd, user) ?? findIn(askHost(user), user);
}

function askHost(user: string | number): string {
  const asked = spawnSync("getent", ["passwd", "--", String(user)], {
    encoding: "utf8",
    timeout: 5_000,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return asked.status === 0 ? asked.stdout : "";
}

function findIn(passwd: string, user: string | number): Account | null {
  for (const line of passwd.split("\n")) {
    const [name = "", , uid, gid, , home, shell] = line.split(":");
    if (name !== user && uid !== String(user)) continue;
    if (!/^\d+$/u.test(uid ?? "") || !/^\d+$/u.test(gid ?? "")) continue;
    return {
      name,
      uid: Number(uid),
      gid: Number(gid),
      home: home || "/",
      shell: shell || "/bin/sh",
    };
  }
  return null;
}
