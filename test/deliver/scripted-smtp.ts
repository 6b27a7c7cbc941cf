import { createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";

/** What the server does when its turn comes: `hang`, `drop`, `reset`, or else it says this. */
type Turn = string;

/** The steps of a conversation, each with what the server does at it. */
export interface Script {
  readonly greeting?: Turn;
  readonly hello?: Turn;
  readonly starttls?: Turn;
  readonly auth?: Turn;
  readonly mail?: Turn;
  readonly recipient?: Turn;
  readonly data?: Turn;
  readonly letter?: Turn;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly port: number;
  /** Every line that came before a letter. */
  readonly heard: readonly string[];
  readonly letters: readonly string[];
}

/** A server without any manners of its own: it does what its script says, word for word. */
export async function playScript(script: Script): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const heard: string[] = [];
  const letters: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    act(socket, script.greeting ?? "220 script.test ESMTP");
    let rest = "";
    let letter: string | null = null;
    socket.on("data", (chunk) => {
      rest += chunk.toString("latin1");
      for (let end = rest.indexOf("\r\n"); end !== -1; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (letter !== null) {
          if (line !== ".") letter += `${line}\r\n`;
          else {
            letters.push(letter);
            letter = null;
            act(socket, script.letter ?? "250 2.0.0 Ok: queued as 9CB9F210934");
          }
          continue;
        }
        heard.push(line);
        const turn = turnFor(script, line);
        if (/^data$/iu.test(line) && /^354/u.test(turn)) letter = "";
        act(socket, turn);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    letters,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function turnFor(script: Script, line: string): Turn {
  const verb = /^[a-z]+/iu.exec(line)?.[0].toUpperCase() ?? "";
  switch (verb) {
    case "EHLO":
      return script.hello ?? "250-script.test\r\n250-AUTH PLAIN\r\n250 8BITMIME";
    case "STARTTLS":
      return script.starttls ?? "502 5.5.1 no";
    case "AUTH":
      return script.auth ?? "235 2.7.0 ok";
    case "MAIL":
      return script.mail ?? "250 2.1.0 ok";
    case "RCPT":
      return script.recipient ?? "250 2.1.5 ok";
    case "DATA":
      return script.data ?? "354 go on";
    case "QUIT":
      return "221 2.0.0 bye";
    default:
      return "500 5.5.2 what?";
  }
}

function act(socket: Socket, turn: Turn): void {
  if (turn === "hang") return;
  if (turn === "drop") socket.end();
  else if (turn === "reset") socket.resetAndDestroy();
  else socket.write(`${turn}\r\n`);
}
