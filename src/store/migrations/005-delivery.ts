/** Messages, attempts and what is known of routes; notices learn in which message they leave. */
export const delivery = {
  number: 5,
  sql: `
CREATE TABLE messages (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  route TEXT NOT NULL,
  recipient TEXT NOT NULL,
  route_digest TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled', 'retired')),
  size INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  unsure INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  lease_token TEXT,
  lease_until INTEGER,
  CHECK ((lease_token IS NULL) = (lease_until IS NULL)),
  CHECK (state = 'open' OR lease_token IS NULL),
  CHECK (unsure BETWEEN 0 AND attempts)
) STRICT;

CREATE INDEX messages_open ON messages (route, next_at) WHERE state = 'open';

CREATE TABLE notices_then (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  incident INTEGER NOT NULL REFERENCES incidents (number),
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  severity INTEGER NOT NULL,
  owner TEXT,
  route TEXT NOT NULL,
  recipient TEXT NOT NULL,
  group_key TEXT NOT NULL,
  quiet INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  held_until INTEGER,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'unknown',
    'refused', 'given-up', 'cancelled')),
  message INTEGER REFERENCES messages (number),
  recalled INTEGER NOT NULL DEFAULT 0,
  told_at INTEGER,
  UNIQUE (incident, revision, kind, route, recipient, due_at)
) STRICT;

INSERT INTO notices_then (number, incident, revision, kind, severity, owner, route, recipient,
    group_key, quiet, created_at, due_at, held_until, state)
  SELECT number, incident, revision, kind, severity, owner, route, recipient, group_key, quiet,
    created_at, due_at, held_until, state FROM notices ORDER BY number;

DROP TABLE notices;

ALTER TABLE notices_then RENAME TO notices;

CREATE INDEX notices_waiting ON notices (due_at) WHERE state = 'waiting';
CREATE INDEX notices_free ON notices (route, due_at) WHERE state = 'waiting' AND message IS NULL;
CREATE INDEX notices_held ON notices (held_until)
  WHERE state = 'waiting' AND held_until IS NOT NULL;
CREATE INDEX notices_by_time ON notices (due_at, owner);
CREATE INDEX notices_of_messages ON notices (message) WHERE message IS NOT NULL;
CREATE INDEX notices_untold ON notices (number)
  WHERE told_at IS NULL AND state IN ('refused', 'given-up', 'unknown');

CREATE TABLE message_notices (
  message INTEGER NOT NULL REFERENCES messages (number),
  notice INTEGER NOT NULL REFERENCES notices (number),
  PRIMARY KEY (message, notice)
) STRICT, WITHOUT ROWID;

CREATE INDEX message_notices_by_notice ON message_notices (notice);

CREATE TABLE attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message INTEGER NOT NULL REFERENCES messages (number),
  number INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'begun' CHECK (state IN ('begun', 'delivered', 'try-later',
    'refused', 'unknown')),
  begun_at INTEGER NOT NULL,
  ended_at INTEGER,
  took_ms REAL,
  reason TEXT,
  receipt TEXT,
  witness_seq INTEGER NOT NULL,
  witness_hash TEXT NOT NULL,
  UNIQUE (message, number),
  CHECK ((state = 'begun') = (ended_at IS NULL))
) STRICT;

CREATE TRIGGER attempts_end_once BEFORE UPDATE ON attempts WHEN OLD.state <> 'begun'
BEGIN SELECT RAISE(ABORT, 'an attempt that has ended never changes'); END;

CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
BEGIN SELECT RAISE(ABORT, 'attempts are not deleted'); END;

CREATE TABLE route_records (
  route TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  broken_since INTEGER,
  closed_until INTEGER,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const;
