import { fileURLToPath } from "node:url";

/** This luota by its absolute path, as a crontab has to name it. */
export const programPath = fileURLToPath(new URL("../../bin/luota", import.meta.url));
