/** `https://user:password@host/` says them in a header, as browsers and curl do. */
export function credentialsOf(url: URL): Readonly<Record<string, string>> {
  if (url.username === "" && url.password === "") return {};
  const pair = Buffer.from(`${percentDecoded(url.username)}:${percentDecoded(url.password)}`);
  return { authorization: `Basic ${pair.toString("base64")}` };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
