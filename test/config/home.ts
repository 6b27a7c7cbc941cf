import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A person's home with a place for a config, and what a command says there. */
export class Home {
  readonly path = mkdtempSync(join(tmpdir(), "luota-config-"));
  readonly main = join(this.path, ".config/luota/luota.yaml");
  out = "";
  err = "";

  readonly world = {
    environment: { HOME: this.path },
    hostZone: "Europe/Helsinki",
    out: (text: string): void => {
      this.out += `${text}\n`;
    },
    err: (text: string): void => {
      this.err += `${text}\n`;
    },
  };

  write(text: string, file = this.main): string {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
