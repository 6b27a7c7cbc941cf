import { readSmallFile } from "./small-file.ts";

interface Account {
  readonly name: string;
  readonly home: string;
}

/** The name of a uid; the number itself where /etc/passwd does not name it. Cheaper than node:os at start-up. */
export function userName(uid: number): string {
  return accounts().get(uid)?.name ?? String(uid);
}

export function homeOf(uid: number): string | undefined {
  return accounts().get(uid)?.home;
}

let known: ReadonlyMap<number, Account> | undefined;

function accounts(): ReadonlyMap<number, Account> {
  known ??= readAccounts(readSmallFile("/etc/passwd") ?? "");
  return known;
}

/** The first line of a uid names it, as it does for the C library. */
function readAccounts(passwd: string): Map<number, Account> {
  const accounts = new Map<number, Account>();
  for (const line of passwd.split("\n")) {
    const [name, , uid, , , home] = line.split(":");
    if (name === undefined || uid === undefined || uid === "" || accounts.has(Number(uid)))
      continue;
    accounts.set(Number(uid), { name, home: home ?? "/" });
  }
  return accounts;
}
