import type { Message, MessageBody, Story } from "../../src/domain/message.ts";

/** A story as one is composed for a missed backup. */
function storyOf(more: Partial<Story> = {}): Story {
  return {
    incident: 42,
    key: "k3v9/INC-42",
    kind: "opened",
    monitor: "nightly-backup",
    host: "db1",
    severity: 2,
    drill: false,
    happenedAt: Date.UTC(2026, 10, 20, 2, 40),
    badge: "FAILED",
    headline:
      "nightly-backup failed today at 02:31; at stake: last night's backup can be decrypted and restored",
    facts: [
      { label: "Expected", text: "exit 0" },
      { label: "Gap", text: "exit 1 after 41s" },
      { label: "Last good run", text: "yesterday at 02:30 (24h ago), 18 min, 41 GB" },
      { label: "Owner", text: "Platform team" },
      { label: "Next", text: "luota show INC-42 on db1; it ends by itself with a good run" },
    ],
    greenSignals: ["disk reachable", "1.2 GB written"],
    differences: ["backup.sh edited 17:42 by deploy", "free space 41 GB -> 0"],
    output: {
      stream: "stderr",
      text: "tar: /srv/dump: Cannot write: No space left on device\ntar: Error is not recoverable: exiting now\n",
    },
    runbook: "https://wiki.acme.example/backup?step=1&host=db1",
    acknowledgeUrl: "https://ops.acme.example/luota/ack/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    acknowledgeCommand: "luota ack INC-42 (on db1)",
    json: { id: "INC-42" },
    ...more,
  };
}

export function messageOf(body: MessageBody, more: Partial<Message> = {}): Message {
  return {
    id: "m_k3v9_17",
    attempt: 1,
    store: "k3v9",
    workspace: "acme / production",
    host: "db1",
    at: Date.UTC(2026, 10, 20, 2, 41),
    route: "ops-slack",
    recipient: "",
    quiet: false,
    thread: null,
    witness: { seq: 812, hash: "3fa9c41be07d5522aa10ff00cc3344556677889900aabbccddeeff0011223344" },
    body,
    ...more,
  };
}

export function tellingOf(story: Partial<Story> = {}, more: Partial<Message> = {}): Message {
  return messageOf({ kind: "incidents", stories: [storyOf(story)] }, more);
}

export function groupOf(count: number, story: Partial<Story> = {}): Message {
  const stories = Array.from({ length: count }, (_, at) =>
    storyOf({
      incident: at + 1,
      monitor: `sync-${at + 1}`,
      badge: at % 3 === 0 ? "FAILED" : "MISSED",
      ...story,
    }),
  );
  return messageOf({ kind: "incidents", stories });
}
