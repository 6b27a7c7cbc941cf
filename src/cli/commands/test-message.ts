import { randomBytes } from "node:crypto";
import { recipientsOf } from "../../daemon/try-route.ts";
import type { Message } from "../../domain/message.ts";
import { readStoreId } from "../../store/audit-verify.ts";
import type { FoundRoute } from "./find-route.ts";
import type { Scene } from "./scene.ts";

/** What a message of `routes test` and `routes prove` says. */
export interface TestWords {
  readonly text: string;
  readonly code: string | null;
  /** For a recipient. */
  readonly proveUrl: (recipient: string) => string | null;
}

/** One message for each recipient of the route. */
export function testMessages(
  { route, config }: FoundRoute,
  { text, code, proveUrl }: TestWords,
  { store: opened, actor, io }: Scene,
): readonly Message[] {
  const id = readStoreId(opened);
  const store = (id.ok ? id.value : null) ?? "";
  return recipientsOf(route).map((recipient) => ({
    // Not of the outbox: a number there is another message.
    id: `luota_${store.replaceAll(/[^A-Za-z0-9]/gu, "")}_t${randomBytes(8).toString("hex")}`,
    ...{ attempt: 1, store, workspace: config.workspace, host: actor.host ?? "", at: io.now() },
    ...{ route: route.name, recipient, quiet: false, thread: null, witness: null },
    body: { kind: "test", text, code, proveUrl: proveUrl(recipient) },
  }));
}
