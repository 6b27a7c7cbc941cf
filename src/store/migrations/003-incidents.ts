/** Incidents, what they owe, and drills. */
export const incidents = {
  number: 3,
  sql: `
CREATE TABLE drills (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  kind TEXT NOT NULL CHECK (kind IN ('missed', 'failing', 'unproven', 'stale')),
  started_at INTEGER NOT NULL,
  user TEXT NOT NULL,
  slot INTEGER NOT NULL,
  breaks_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('armed', 'broken', 'over')),
  broken_at INTEGER,
  ended_at INTEGER
) STRICT;

CREATE UNIQUE INDEX drills_one_at_a_time ON drills (monitor) WHERE state <> 'over';
CREATE INDEX drills_by_monitor ON drills (monitor, broken_at);

CREATE TABLE incidents (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  drill TEXT REFERENCES drills (id),
  state TEXT NOT NULL CHECK (state IN ('opened', 'acknowledged', 'resolved')),
  severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
  kind TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL,
  resolved_at INTEGER,
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX incidents_one_open ON incidents (monitor)
  WHERE state <> 'resolved' AND drill IS NULL;
CREATE UNIQUE INDEX incidents_one_for_a_drill ON incidents (drill) WHERE drill IS NOT NULL;
CREATE INDEX incidents_by_monitor ON incidents (monitor, drill, number);
CREATE INDEX incidents_open ON incidents (number) WHERE state <> 'resolved';

CREATE TRIGGER incidents_keep_identity BEFORE UPDATE ON incidents
WHEN NEW.number <> OLD.number OR NEW.monitor <> OLD.monitor OR NEW.drill IS NOT OLD.drill
  OR NEW.happened_at <> OLD.happened_at OR NEW.revision <= OLD.revision
BEGIN SELECT RAISE(ABORT, 'an incident keeps its identity, and its revision counts up'); END;

CREATE TABLE incident_changes (
  incident INTEGER NOT NULL REFERENCES incidents (number),
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (incident, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER incident_changes_never_change BEFORE UPDATE ON incident_changes
BEGIN SELECT RAISE(ABORT, 'the timeline of an incident never changes'); END;

CREATE TABLE notices (
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
    'refused', 'cancelled')),
  UNIQUE (incident, revision, kind, route, recipient, due_at)
) STRICT;

CREATE INDEX notices_waiting ON notices (due_at) WHERE state = 'waiting';
CREATE INDEX notices_held ON notices (held_until)
  WHERE state = 'waiting' AND held_until IS NOT NULL;
CREATE INDEX notices_by_time ON notices (due_at, owner);
`,
} as const;
