import { spawnSync } from "node:child_process";

export const isRoot = process.getuid?.() === 0;

/** Whether mounts and pid namespaces can be made here. */
export const canUnshare =
  isRoot && spawnSync("unshare", ["--mount", "--pid", "--fork", "true"]).status === 0;

/** The words that run a program as a user without rights; as root only. */
export const asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] as const;
export const nobodyUid = 65534;
