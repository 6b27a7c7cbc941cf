import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A directory that is gone after the test. */
export function temporaryHome(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), "luota-mail-"));
  return {
    path,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
