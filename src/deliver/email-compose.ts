import MailComposer from "nodemailer/lib/mail-composer";
import type { Message } from "../domain/message.ts";
import { headerText, writeHeaders } from "./email-headers.ts";
import { printHtml } from "./email-html.ts";
import { writeLetter } from "./email-letter.ts";
import type { Detail } from "./email-letter-parts.ts";
import { printPlain } from "./email-plain.ts";
import { writeSubject } from "./email-subject.ts";

/** The whole message as it travels. The same message gives the same bytes in every attempt. */
export async function composeEmail(message: Message, from: string, to: string): Promise<Buffer> {
  const subject = writeSubject(message);
  const { messageId, inReplyTo, references, others } = writeHeaders(message, from);
  const { text, html } = layOut(message, subject);
  const composer = new MailComposer({
    from: { name: headerText(`luota on ${message.host}`, 60), address: from },
    to: { name: "", address: to },
    subject,
    date: new Date(message.at),
    messageId,
    ...(inReplyTo === null ? {} : { inReplyTo, references: [...references] }),
    headers: others,
    text,
    html,
    encoding: "quoted-printable",
    newline: "win",
    baseBoundary: messageId.replace(/[^\w.-]/gu, "."),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return await composer.compile().build();
}

/** As much as fits: Gmail hides what lies beyond 102 KB of HTML. */
function layOut(message: Message, subject: string): { text: string; html: string } {
  const details: readonly Detail[] = ["full", "brief", "list"];
  let laidOut = { text: "", html: "" };
  for (const detail of details) {
    const letter = writeLetter(message, detail);
    laidOut = { text: printPlain(letter), html: printHtml(letter, subject) };
    if (Buffer.byteLength(laidOut.html) <= mostHtmlBytes) break;
  }
  return laidOut;
}

const mostHtmlBytes = 96 * 1024;
