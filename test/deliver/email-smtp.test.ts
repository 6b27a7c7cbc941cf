import { createServer } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import type { AttemptOutcome } from "../../src/domain/attempt.ts";
import { createEmailSender, emailLimits } from "../../src/deliver/email.ts";
import type { EmailTarget } from "../../src/deliver/email-target.ts";
import { sampleMessage } from "./email-samples.ts";
import { header, readMail } from "./read-mail.ts";
import { playScript, type Script } from "./scripted-smtp.ts";

type SmtpChanges = Partial<Extract<EmailTarget["mailer"], { kind: "smtp" }>["smtp"]>;

function target(port: number, changes: SmtpChanges = {}): EmailTarget {
  const smtp = { host: "127.0.0.1", port, security: "none", user: null, password: null } as const;
  return {
    kind: "email",
    from: "luota@acme.example",
    to: ["ops@acme.example"],
    mailer: { kind: "smtp", smtp: { ...smtp, ...changes } },
  };
}

const login = { user: "luota", password: "correct horse battery" };
const forever = new AbortController().signal;
const short = { connect: 300, greeting: 300, silence: 600, whole: 3000 };

async function send(script: Script, changes: SmtpChanges = {}, limits = emailLimits) {
  await using server = await playScript(script);
  const sender = createEmailSender(target(server.port, changes), limits);
  const outcome = await sender.send(sampleMessage(), forever);
  sender.close();
  return { outcome, heard: [...server.heard], letters: [...server.letters] };
}

/** An outcome in a few words: `refused broken 550`. */
function brief(outcome: AttemptOutcome): string {
  const { kind } = outcome;
  if (kind === "unknown") return kind;
  const status = outcome.receipt?.status ?? "";
  return `${kind}${kind === "refused" && outcome.broken ? " broken" : ""} ${status}`.trim();
}

describe("a letter that is taken", () => {
  it("has the server's own words as its receipt, and its queue id", async () => {
    const { outcome, heard, letters } = await send({});
    expect(outcome).toEqual({
      kind: "delivered",
      receipt: {
        text: "250 2.0.0 Ok: queued as 9CB9F210934",
        status: 250,
        reference: "9CB9F210934",
      },
    });
    expect(heard.slice(1, 4)).toEqual([
      "MAIL FROM:<luota@acme.example>",
      "RCPT TO:<ops@acme.example>",
      "DATA",
    ]);
    const mail = readMail(Buffer.from(letters[0] ?? "", "latin1"));
    expect(header(mail, "Subject")).toBe("[MISSED] nightly-backup on db1 (INC-42)");
    expect(mail.text).toContain("\n  | pg_dump: error: No space left on device\n");
  });

  it("is worded the same by a server that answers in several lines", async () => {
    const letter = "250-2.0.0 one\r\n250 2.0.0 Ok: queued as ABC123";
    const { outcome } = await send({ letter });
    expect(outcome).toMatchObject({
      receipt: { text: letter.replace("\r", ""), reference: "ABC123" },
    });
  });

  it("goes through a login", async () => {
    const { outcome, heard } = await send({}, login);
    expect(brief(outcome)).toBe("delivered 250");
    expect(heard.filter((line) => line.startsWith("AUTH"))).toHaveLength(1);
  });

  it("goes in one batch where the server allows it", async () => {
    const hello = "250-script.test\r\n250-PIPELINING\r\n250 SIZE 1000000";
    const { outcome } = await send({ hello });
    expect(brief(outcome)).toBe("delivered 250");
  });
});

it("one unknown address does not break a route that has others", async () => {
  await using server = await playScript({ recipient: "550 5.1.1 no such user" });
  const to = ["ops@acme.example", "night@acme.example"];
  const sender = createEmailSender({ ...target(server.port, {}), to }, emailLimits);
  expect(brief(await sender.send(sampleMessage(), forever))).toBe("refused 550");
  sender.close();
});

describe("a reply decides what becomes of the letter", () => {
  const rows: readonly (readonly [keyof Script, string, string])[] = [
    ["greeting", "421 4.3.2 come back later", "try-later 421"],
    ["greeting", "450 4.7.1 busy", "try-later 450"],
    ["greeting", "554 5.7.1 you are on a list", "refused broken 554"],
    ["hello", "421 4.3.2 closing", "try-later 421"],
    ["auth", "454 4.7.0 try again", "try-later 454"],
    ["auth", "421 4.7.0 too many logins", "try-later 421"],
    ["auth", "535 5.7.8 bad credentials", "refused broken 535"],
    ["auth", "534 5.7.9 too weak", "refused broken 534"],
    ["auth", "530 5.7.0 STARTTLS first", "refused broken 530"],
    ["auth", "504 5.5.4 unknown mechanism", "refused broken 504"],
    ["mail", "421 4.3.0 closing", "try-later 421"],
    ["mail", "451 4.3.0 error", "try-later 451"],
    ["mail", "452 4.3.1 no room", "try-later 452"],
    ["mail", "503 5.5.1 not now", "try-later 503"],
    ["mail", "530 5.7.0 log in first", "refused broken 530"],
    ["mail", "550 5.7.1 sender not allowed", "refused broken 550"],
    ["mail", "552 5.3.4 too big", "refused 552"],
    ["mail", "553 5.1.8 bad sender", "refused broken 553"],
    ["recipient", "421 4.3.2 closing", "try-later 421"],
    ["recipient", "450 4.2.0 greylisted", "try-later 450"],
    ["recipient", "451 4.7.1 later", "try-later 451"],
    ["recipient", "452 4.2.2 full", "try-later 452"],
    ["recipient", "552 5.2.2 mailbox full", "try-later 552"],
    ["recipient", "550 5.1.1 no such user", "refused broken 550"],
    ["recipient", "551 5.1.6 moved", "refused broken 551"],
    ["recipient", "553 5.1.3 bad address", "refused broken 553"],
    ["recipient", "554 5.7.1 relay access denied", "refused broken 554"],
    ["data", "421 4.3.2 closing", "try-later 421"],
    ["data", "451 4.3.0 error", "try-later 451"],
    ["data", "554 5.5.1 no valid recipients", "refused 554"],
    ["letter", "421 4.3.2 closing", "try-later 421"],
    ["letter", "451 4.7.1 later", "try-later 451"],
    ["letter", "452 4.3.1 no room", "try-later 452"],
    ["letter", "550 5.7.26 unauthenticated mail", "refused broken 550"],
    ["letter", "550 5.1.10 recipient not found", "refused broken 550"],
    ["letter", "552 5.3.4 too big", "refused 552"],
    ["letter", "554 5.7.1 spam", "refused 554"],
    ["letter", "554 5.6.0 bad content", "refused 554"],
  ];
  const ways = rows.flatMap(([phase, reply, wanted]) =>
    ["one by one", "in a batch"].map((way) => [phase, reply, wanted, way] as const),
  );
  it.each(ways)("%s: %s -> %s (%s)", async (phase, reply, wanted, way) => {
    const batch = { hello: "250-script.test\r\n250-AUTH PLAIN LOGIN\r\n250 PIPELINING" };
    const script = { ...(way === "in a batch" ? batch : {}), [phase]: reply };
    const { outcome } = await send(script, phase === "auth" ? login : {});
    expect(brief(outcome)).toBe(wanted);
    expect(outcome).toMatchObject({ receipt: { text: reply } });
    expect(outcome).toMatchObject({ reason: expect.stringContaining(reply) as unknown });
  });

  it("an EHLO that is refused, where encryption is a must", async () => {
    const { outcome } = await send({ hello: "502 5.5.1 only HELO" }, { security: "starttls" });
    expect(brief(outcome)).toBe("refused broken 502");
  });

  it("a size that the server rules out beforehand", async () => {
    const { outcome, heard } = await send({ hello: "250-script.test\r\n250 SIZE 1000" });
    expect(brief(outcome)).toBe("refused");
    expect(outcome).toMatchObject({ reason: expect.stringContaining("larger than") as unknown });
    expect(heard.some((line) => line.startsWith("MAIL"))).toBe(false);
  });
});

describe("silence and broken connections", () => {
  const phases = ["greeting", "hello", "auth", "mail", "recipient", "data", "letter"] as const;
  const turns = ["hang", "drop", "reset"] as const;
  const rows = phases.flatMap((phase) => turns.map((turn) => [turn, phase] as const));
  it.each(rows)("%s at %s", async (turn, phase) => {
    const { outcome, letters } = await send({ [phase]: turn }, login, short);
    // The server has it, and whether it keeps it nobody knows.
    expect(brief(outcome)).toBe(phase === "letter" ? "unknown" : "try-later");
    expect(letters).toHaveLength(phase === "letter" ? 1 : 0);
    if (outcome.kind === "delivered") return;
    expect(outcome.reason).not.toMatch(/undefined|null|\(\)|: $/u);
  });

  it("a yes that breaks off in the middle is no yes", async () => {
    await using server = await playScript({ letter: "hang" });
    const sender = createEmailSender(target(server.port), { ...short, silence: 200 });
    expect(brief(await sender.send(sampleMessage(), forever))).toBe("unknown");
  });

  it("a server that says a line at a time for ever is cut off", async () => {
    const { outcome } = await send({ hello: "250-script.test\r\n".repeat(20_000) }, {}, short);
    expect(brief(outcome)).toBe("try-later");
  });

  it("the same Message-ID goes out again after an unknown end", async () => {
    await using server = await playScript({ letter: "drop" });
    const sender = createEmailSender(target(server.port));
    await sender.send(sampleMessage(), forever);
    await sender.send(sampleMessage(undefined, { attempt: 2 }), forever);
    const ids = server.letters.map((letter) => /^Message-ID: .*$/mu.exec(letter)?.[0]);
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe(ids[0]);
  });

  it.each([
    ["recipient", "try-later"],
    ["letter", "unknown"],
  ])("the whole takes too long at %s: %s", async (phase, wanted) => {
    const { outcome } = await send({ [phase]: "hang" }, {}, { ...emailLimits, whole: 500 });
    expect(brief(outcome)).toBe(wanted);
    expect(outcome).toMatchObject({ reason: expect.stringContaining("time was up") as unknown });
  });

  it("nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const outcome = await createEmailSender(target(port)).send(sampleMessage(), forever);
    expect(outcome).toMatchObject({
      kind: "try-later",
      reason: `nobody listens at 127.0.0.1:${port} (ECONNREFUSED)`,
    });
  });

  it("a name that does not exist", async () => {
    const sender = createEmailSender(target(25, { host: "mail.acme.invalid" }), short);
    expect(brief(await sender.send(sampleMessage(), forever))).toBe("try-later");
  });

  it("is stopped by whoever asked, before anything left", async () => {
    await using server = await playScript({ mail: "hang" });
    const stop = new AbortController();
    const sent = createEmailSender(target(server.port)).send(sampleMessage(), stop.signal);
    await expect.poll(() => server.heard.length).toBe(2);
    stop.abort();
    expect(brief(await sent)).toBe("try-later");
  });

  it("is stopped by whoever asked, when the letter was out", async () => {
    await using server = await playScript({ letter: "hang" });
    const sender = createEmailSender(target(server.port));
    const sent = sender.send(sampleMessage(), forever);
    await expect.poll(() => server.letters.length).toBe(1);
    sender.close();
    expect(brief(await sent)).toBe("unknown");
  });
});

describe("what is never said", () => {
  it("the password, even where the server repeats it", async () => {
    const auth = Buffer.from(`\0${login.user}\0${login.password}`).toString("base64");
    const said = `535 5.7.8 no: ${login.password} AUTH PLAIN ${auth}`;
    const { outcome } = await send({ auth: said }, login);
    const whole = JSON.stringify(outcome);
    expect(whole).toContain("[redacted]");
    for (const secret of [login.password, auth]) expect(whole).not.toContain(secret);
  });

  it("the password, to a server that offers no login", async () => {
    const { outcome, heard } = await send({ hello: "250 script.test" }, login);
    expect(brief(outcome)).toBe("refused broken");
    expect(heard.some((line) => line.startsWith("AUTH"))).toBe(false);
  });

  it("anything, to what is not one address", async () => {
    await using server = await playScript({});
    const sender = createEmailSender(target(server.port));
    const recipient = '"x" <ops@acme.example\r\nRCPT TO:<evil@evil.test>>';
    const outcome = await sender.send(sampleMessage(undefined, { recipient }), forever);
    expect(brief(outcome)).toBe("refused broken");
    expect(server.heard).toEqual([]);
  });

  it("a reply of any length", async () => {
    const { outcome } = await send({ recipient: `550 5.1.1 ${"x".repeat(20_000)}` });
    expect(JSON.stringify(outcome).length).toBeLessThan(6000);
  });
});

describe("reaching a server", () => {
  it("says hello and logs in, and sends nothing", async () => {
    await using server = await playScript({});
    const reach = await createEmailSender(target(server.port, login)).reach(forever);
    expect(reach).toMatchObject({
      kind: "reached",
      text: `127.0.0.1:${server.port} answers: not encrypted, login accepted`,
    });
    expect(server.heard.some((line) => line.startsWith("MAIL"))).toBe(false);
  });

  it.each([
    ["a refused login", { auth: "535 5.7.8 no" }, /refused the login: 535/u],
    ["no greeting", { greeting: "hang" }, /no answer in time while waiting for the greeting/u],
    [
      "a wrong greeting",
      { greeting: "HTTP/1.1 400 Bad Request" },
      /does not answer as a mail server does/u,
    ],
  ] as const)("tells of %s", async (_, script, reason) => {
    await using server = await playScript(script);
    const reach = await createEmailSender(target(server.port, login), short).reach(forever);
    expect(reach).toMatchObject({
      kind: "unreached",
      reason: expect.stringMatching(reason) as unknown,
    });
  });
});
