import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate that vouches for itself, for `names` as openssl writes them (`DNS:localhost,IP:127.0.0.1`). */
export function makeCertificate(names: string): Certificate {
  const home = mkdtempSync(join(tmpdir(), "luota-cert-"));
  const [key, cert] = [join(home, "key.pem"), join(home, "cert.pem")];
  try {
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const subject = ["-subj", "/CN=luota test", "-addext", `subjectAltName=${names}`, "-days", "2"];
    execFileSync("openssl", ["req", "-x509", ...curve, "-keyout", key, "-out", cert, ...subject], {
      stdio: "ignore",
    });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(home, { recursive: true });
  }
}
