import type { Message, MessageBody, Story } from "../../src/domain/message.ts";

/** Friday 20 November 2026, 00:40:12 UTC. */
const sampleTime = Date.UTC(2026, 10, 20, 0, 40, 12);

export function sampleStory(changes: Partial<Story> = {}): Story {
  return {
    incident: 42,
    key: "01JD3QH7/INC-42",
    kind: "opened",
    monitor: "nightly-backup",
    host: "db1",
    severity: 2,
    drill: false,
    happenedAt: sampleTime,
    badge: "MISSED",
    headline: "nightly-backup did not start at 02:30: last night's backup can't be relied on.",
    facts: [
      { label: "Promise", text: "Last night's backup can be decrypted and restored" },
      { label: "Owner", text: "Database operations" },
    ],
    greenSignals: ["18.2 GiB written"],
    differences: ["backup.sh edited Thu 17:42 by deploy"],
    output: { stream: "stderr", text: "pg_dump: error: No space left on device\n" },
    runbook: "https://wiki.acme.example/backup-recovery",
    acknowledgeUrl: "https://ops.acme.example/luota/ack/INC-42?t=abc&u=1",
    acknowledgeCommand: "luota ack INC-42",
    json: {},
    ...changes,
  };
}

export function sampleMessage(
  body: MessageBody = { kind: "incidents", stories: [sampleStory()] },
  changes: Partial<Message> = {},
): Message {
  return {
    id: "M_7Zk2p",
    attempt: 1,
    store: "01JD3QH7",
    workspace: "acme / production",
    host: "db1",
    at: sampleTime,
    route: "revenue-mail",
    recipient: "ops@acme.example",
    quiet: false,
    thread: null,
    witness: { seq: 1234, hash: "3f9a".repeat(16) },
    body,
    ...changes,
  };
}

export function messageOf(...stories: readonly Partial<Story>[]): Message {
  return sampleMessage({ kind: "incidents", stories: stories.map(sampleStory) });
}
