/**
 * What was kept long enough may go, but only what is named in `pruning` before, in the transaction
 * that takes it away; `audit_gaps` says which event vouches for links that are gone.
 */
export const retention = {
  number: 9,
  sql: `
CREATE TABLE pruning (
  what TEXT NOT NULL CHECK (what IN ('run', 'incident', 'message', 'audit', 'segment')),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (what, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_gaps (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

DROP TRIGGER audit_stays;
CREATE TRIGGER audit_stays BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM pruning
  WHERE what = 'audit' AND first <= OLD.seq AND last >= OLD.seq)
BEGIN SELECT RAISE(ABORT, 'audit events are not deleted'); END;

DROP TRIGGER audit_grows_at_its_end;
CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  AND NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'segment' AND first = NEW.seq
    AND first > (SELECT max(seq) FROM audit))
BEGIN SELECT RAISE(ABORT, 'audit events are only appended'); END;

DROP TRIGGER runs_stay;
CREATE TRIGGER runs_stay BEFORE DELETE ON runs
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.number)
BEGIN SELECT RAISE(ABORT, 'runs are not deleted'); END;

DROP TRIGGER run_events_stay;
CREATE TRIGGER run_events_stay BEFORE DELETE ON run_events
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.run)
BEGIN SELECT RAISE(ABORT, 'what became known of a run is not deleted'); END;

ALTER TABLE run_outputs ADD COLUMN cut_seq INTEGER;

CREATE TRIGGER run_outputs_never_change BEFORE UPDATE ON run_outputs
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.run)
BEGIN SELECT RAISE(ABORT, 'what a run printed never changes'); END;

CREATE TRIGGER run_outputs_stay BEFORE DELETE ON run_outputs
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.run)
BEGIN SELECT RAISE(ABORT, 'what a run printed is not deleted'); END;

CREATE TRIGGER incidents_stay BEFORE DELETE ON incidents
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'incident' AND first = OLD.number)
BEGIN SELECT RAISE(ABORT, 'incidents are not deleted'); END;

CREATE TRIGGER incident_changes_stay BEFORE DELETE ON incident_changes
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'incident' AND first = OLD.incident)
BEGIN SELECT RAISE(ABORT, 'the timeline of an incident is not deleted'); END;

DROP TRIGGER attempts_stay;
CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'message' AND first = OLD.message)
BEGIN SELECT RAISE(ABORT, 'attempts are not deleted'); END;

CREATE TABLE incident_runs (
  run TEXT NOT NULL,
  incident INTEGER NOT NULL,
  PRIMARY KEY (run, incident)
) STRICT, WITHOUT ROWID;

CREATE INDEX incident_runs_by_incident ON incident_runs (incident);

CREATE TRIGGER incident_runs_of_changes AFTER INSERT ON incident_changes
BEGIN
  INSERT OR IGNORE INTO incident_runs SELECT value, NEW.incident
    FROM json_tree(CASE WHEN json_valid(NEW.what) THEN NEW.what ELSE 'null' END)
    WHERE key = 'run' AND type = 'text';
END;

INSERT OR IGNORE INTO incident_runs SELECT value, incident
  FROM incident_changes, json_tree(CASE WHEN json_valid(what) THEN what ELSE 'null' END)
  WHERE key = 'run' AND type = 'text';

CREATE TABLE run_tallies (
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  day INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  runs INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  PRIMARY KEY (monitor, day, outcome)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER run_tallies_of_gone_runs AFTER DELETE ON runs
BEGIN
  INSERT INTO run_tallies (monitor, day, outcome, runs, duration_ms)
    VALUES (OLD.monitor, OLD.started_at - OLD.started_at % 86400000, coalesce(OLD.outcome, 'lost'),
      1, coalesce(OLD.duration_ms, 0))
    ON CONFLICT (monitor, day, outcome) DO UPDATE SET runs = runs + 1,
      duration_ms = duration_ms + excluded.duration_ms;
END;
`,
} as const;
