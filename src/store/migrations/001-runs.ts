/** Monitors, runs, signals and the audit chain. */
export const runs = {
  number: 1,
  sql: `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE monitors (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  known_since INTEGER NOT NULL,
  run_count INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE runs (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  origin TEXT NOT NULL CHECK (origin IN ('wrapped', 'reported')),
  started_at INTEGER NOT NULL,
  slot INTEGER,
  user TEXT,
  host TEXT NOT NULL,
  pid INTEGER,
  sha TEXT,
  external_id TEXT,
  parent_run TEXT,
  root_run TEXT NOT NULL,
  start_facts TEXT NOT NULL,
  reporter_uid INTEGER NOT NULL,
  ended_at INTEGER,
  duration_ms REAL,
  ending TEXT CHECK (ending IN ('exited', 'signaled', 'timed-out', 'unstartable', 'skipped',
    'reported-success', 'reported-failure')),
  exit_code INTEGER,
  signal TEXT,
  outcome TEXT,
  end_facts TEXT,
  CHECK ((ending IS NULL) = (ended_at IS NULL)),
  CHECK ((ending IS NULL) = (duration_ms IS NULL)),
  CHECK ((ending IS NULL) = (outcome IS NULL)),
  CHECK ((ending IS NULL) = (end_facts IS NULL))
) STRICT;

CREATE INDEX runs_by_monitor ON runs (monitor, started_at, number, outcome, duration_ms, id);
CREATE INDEX runs_by_start ON runs (started_at);
CREATE INDEX runs_open ON runs (monitor, started_at) WHERE ended_at IS NULL;
CREATE INDEX runs_succeeded ON runs (monitor, started_at) WHERE outcome = 'succeeded';
CREATE INDEX runs_otherwise ON runs (started_at, outcome) WHERE outcome <> 'succeeded';

CREATE TRIGGER runs_end_once BEFORE UPDATE ON runs WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a run that has ended never changes'); END;

CREATE TRIGGER runs_keep_identity BEFORE UPDATE ON runs
WHEN NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.monitor <> OLD.monitor
  OR NEW.started_at <> OLD.started_at OR NEW.reporter_uid IS NOT OLD.reporter_uid
BEGIN SELECT RAISE(ABORT, 'a run keeps its identity'); END;

CREATE TRIGGER runs_stay BEFORE DELETE ON runs
BEGIN SELECT RAISE(ABORT, 'runs are not deleted'); END;

CREATE TABLE run_outputs (
  run INTEGER PRIMARY KEY REFERENCES runs (number),
  stdout TEXT NOT NULL,
  stderr TEXT NOT NULL
) STRICT;

CREATE TABLE run_events (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE INDEX run_events_by_run ON run_events (run, kind);
CREATE UNIQUE INDEX run_events_lost_once ON run_events (run) WHERE kind = 'lost';

CREATE TRIGGER run_events_never_change BEFORE UPDATE ON run_events
BEGIN SELECT RAISE(ABORT, 'what became known of a run never changes'); END;

CREATE TRIGGER run_events_stay BEFORE DELETE ON run_events
BEGIN SELECT RAISE(ABORT, 'what became known of a run is not deleted'); END;

CREATE TABLE leases (
  run INTEGER PRIMARY KEY REFERENCES runs (number),
  until INTEGER NOT NULL
) STRICT;

CREATE TABLE signals (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  monitor INTEGER REFERENCES monitors (number),
  run TEXT,
  host TEXT NOT NULL,
  user TEXT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  reporter_uid INTEGER NOT NULL
) STRICT;

CREATE INDEX signals_by_monitor ON signals (monitor, at);
CREATE INDEX signals_by_run ON signals (run, at) WHERE run IS NOT NULL;

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE(ABORT, 'audit events are only appended'); END;

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit events never change'); END;

CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit events are not deleted'); END;
`,
} as const;
