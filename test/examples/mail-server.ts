import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A real SMTP server on loopback that takes mails, until it is told to refuse them. */
export class MailServer implements AsyncDisposable {
  readonly mails: string[] = [];
  /** What it answers to a mail that it does not take. */
  refusal: { readonly code: number; readonly text: string } | null = null;
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData: (stream, _session, callback) => {
      void text(stream).then((mail) => {
        if (this.refusal !== null) {
          const { code, text: words } = this.refusal;
          callback(Object.assign(new Error(words), { responseCode: code }));
          return;
        }
        this.mails.push(mail);
        callback(null, `2.0.0 Ok: queued as ${String(this.mails.length).padStart(6, "A")}`);
      });
    },
  });

  static async open(): Promise<MailServer> {
    const server = new MailServer();
    await new Promise<void>((resolve) => {
      server.#server.listen(0, "127.0.0.1", resolve);
    });
    return server;
  }

  get address(): string {
    return `127.0.0.1:${String((this.#server.server.address() as AddressInfo).port)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }
}
