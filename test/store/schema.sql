CREATE UNIQUE INDEX dispatches_by_run ON dispatches (run) WHERE run IS NOT NULL;

CREATE INDEX drills_by_monitor ON drills (monitor, broken_at);

CREATE UNIQUE INDEX drills_one_at_a_time ON drills (monitor) WHERE state <> 'over';

CREATE INDEX exports_by_incident ON exports (incident) WHERE incident IS NOT NULL;

CREATE INDEX incident_runs_by_incident ON incident_runs (incident);

CREATE INDEX incidents_by_monitor ON incidents (monitor, drill, number);

CREATE UNIQUE INDEX incidents_one_for_a_drill ON incidents (drill) WHERE drill IS NOT NULL;

CREATE UNIQUE INDEX incidents_one_open ON incidents (monitor)
  WHERE state <> 'resolved' AND drill IS NULL;

CREATE INDEX incidents_open ON incidents (number) WHERE state <> 'resolved';

CREATE INDEX looks_due ON looks (due_at) WHERE prober IS NULL;

CREATE INDEX looks_taken ON looks (prober) WHERE prober IS NOT NULL;

CREATE INDEX message_notices_by_notice ON message_notices (notice);

CREATE INDEX messages_open ON messages (route, next_at) WHERE state = 'open';

CREATE INDEX monitor_states_due ON monitor_states (due_at) WHERE due_at IS NOT NULL;

CREATE INDEX notices_by_time ON notices (due_at, owner);

CREATE INDEX notices_free ON notices (route, due_at) WHERE state = 'waiting' AND message IS NULL;

CREATE INDEX notices_held ON notices (held_until)
  WHERE state = 'waiting' AND held_until IS NOT NULL;

CREATE INDEX notices_not_passed_on ON notices (route, due_at)
  WHERE passed_on = 0 AND state IN ('waiting', 'refused', 'given-up');

CREATE INDEX notices_of_messages ON notices (message) WHERE message IS NOT NULL;

CREATE INDEX notices_untold ON notices (number)
  WHERE told_at IS NULL AND state IN ('refused', 'given-up', 'unknown');

CREATE INDEX notices_waiting ON notices (due_at) WHERE state = 'waiting';

CREATE INDEX pauses_by_end ON pauses (until);

CREATE INDEX pauses_by_monitor ON pauses (monitor, until);

CREATE INDEX readings_by_monitor ON readings (monitor, purpose, number);

CREATE INDEX readings_by_run ON readings (run) WHERE run <> '';

CREATE INDEX readings_good ON readings (monitor, purpose, number) WHERE state = 'good';

CREATE INDEX run_events_by_run ON run_events (run, kind);

CREATE UNIQUE INDEX run_events_lost_once ON run_events (run) WHERE kind = 'lost';

CREATE INDEX run_proofs_due ON run_proofs (due_at) WHERE state = 'proving';

CREATE INDEX run_proofs_open ON run_proofs (state, run) WHERE state <> 'proven';

CREATE INDEX runs_by_monitor ON runs (monitor, started_at, number, outcome, duration_ms, id);

CREATE INDEX runs_by_start ON runs (started_at);

CREATE INDEX runs_open ON runs (monitor, started_at) WHERE ended_at IS NULL;

CREATE INDEX runs_otherwise ON runs (started_at, outcome) WHERE outcome <> 'succeeded';

CREATE INDEX runs_succeeded ON runs (monitor, started_at) WHERE outcome = 'succeeded';

CREATE INDEX signals_by_monitor ON signals (monitor, at);

CREATE INDEX signals_by_run ON signals (run, at) WHERE run IS NOT NULL;

CREATE INDEX silences_by_end ON silences (until);

CREATE INDEX watches_by_end ON watches (until);

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

CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  bytes BLOB NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE audit_gaps (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_of_incidents (
  incident INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE configs (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  compiled TEXT NOT NULL,
  since INTEGER NOT NULL,
  user TEXT,
  host TEXT
) STRICT;

CREATE TABLE digests (
  message INTEGER PRIMARY KEY REFERENCES messages (number),
  week INTEGER NOT NULL,
  route TEXT NOT NULL,
  recipient TEXT NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (week, route, recipient)
) STRICT;

CREATE TABLE dispatch_cursors (
  monitor INTEGER PRIMARY KEY REFERENCES monitors (number),
  cadence TEXT NOT NULL,
  slot INTEGER NOT NULL
) STRICT;

CREATE TABLE dispatches (
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  slot INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'claimed', 'started')),
  due_at INTEGER NOT NULL,
  run TEXT,
  isolated INTEGER NOT NULL DEFAULT 0,
  claimed_at INTEGER,
  claims INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (monitor, slot),
  CHECK ((state = 'waiting') = (run IS NULL)),
  CHECK ((run IS NULL) = (claimed_at IS NULL))
) STRICT, WITHOUT ROWID;

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

CREATE TABLE exports (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  incident INTEGER REFERENCES incidents (number),
  monitor TEXT,
  revision INTEGER,
  format TEXT NOT NULL,
  digest TEXT NOT NULL,
  seq INTEGER NOT NULL,
  CHECK ((incident IS NULL) = (revision IS NULL))
) STRICT;

CREATE TABLE incident_changes (
  incident INTEGER NOT NULL REFERENCES incidents (number),
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  noticed_at INTEGER NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (incident, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE incident_runs (
  run TEXT NOT NULL,
  incident INTEGER NOT NULL,
  PRIMARY KEY (run, incident)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE keys (
  name TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE leases (
  run INTEGER PRIMARY KEY REFERENCES runs (number),
  until INTEGER NOT NULL
) STRICT;

CREATE TABLE looks (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  purpose TEXT NOT NULL CHECK (purpose IN ('freshness', 'verify', 'artifact')),
  run TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  probe TEXT NOT NULL DEFAULT '',
  every_ms INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  until INTEGER,
  prober TEXT,
  lease_until INTEGER,
  UNIQUE (monitor, purpose, run, subject),
  CHECK ((purpose = 'freshness') = (run = '')),
  CHECK ((prober IS NULL) = (lease_until IS NULL))
) STRICT;

CREATE TABLE message_notices (
  message INTEGER NOT NULL REFERENCES messages (number),
  notice INTEGER NOT NULL REFERENCES notices (number),
  PRIMARY KEY (message, notice)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE monitor_names (
  name TEXT NOT NULL,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  until INTEGER NOT NULL,
  PRIMARY KEY (name, monitor)
) STRICT, WITHOUT ROWID;

CREATE TABLE monitor_states (
  monitor INTEGER PRIMARY KEY REFERENCES monitors (number),
  version INTEGER NOT NULL,
  due_at INTEGER,
  left_until INTEGER,
  failure TEXT,
  state TEXT
) STRICT;

CREATE TABLE monitors (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  known_since INTEGER NOT NULL,
  run_count INTEGER NOT NULL DEFAULT 0
, configured INTEGER NOT NULL DEFAULT 0, watched_since INTEGER, withdrawn_at INTEGER, cadence TEXT, cadence_since INTEGER, exit_codes TEXT, expects INTEGER NOT NULL DEFAULT 0, steps TEXT) STRICT;

CREATE TABLE "news" (
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('started', 'ended', 'lost', 'signal', 'reading')),
  subject INTEGER NOT NULL,
  PRIMARY KEY (monitor, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE "notices" (
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
  told_at INTEGER, passed_on INTEGER NOT NULL DEFAULT 0,
  UNIQUE (incident, revision, kind, route, recipient, due_at)
) STRICT;

CREATE TABLE pauses (
  number INTEGER PRIMARY KEY,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT,
  user TEXT,
  host TEXT
) STRICT;

CREATE TABLE pruning (
  what TEXT NOT NULL CHECK (what IN ('run', 'incident', 'message', 'audit', 'segment')),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (what, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE readings (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  purpose TEXT NOT NULL,
  run TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('good', 'bad', 'unknown')),
  since INTEGER,
  is_last INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE route_records (
  route TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  broken_since INTEGER,
  closed_until INTEGER,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE run_events (
  number INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (number),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;

CREATE TABLE run_outputs (
  run INTEGER PRIMARY KEY REFERENCES runs (number),
  stdout TEXT NOT NULL,
  stderr TEXT NOT NULL
, cut_seq INTEGER) STRICT;

CREATE TABLE run_proofs (
  run INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('proving', 'proven', 'unproven')),
  owed TEXT NOT NULL,
  missing TEXT NOT NULL,
  refuted TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;

CREATE TABLE run_tallies (
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  day INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  runs INTEGER NOT NULL,
  duration_ms REAL NOT NULL,
  PRIMARY KEY (monitor, day, outcome)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE silences (
  number INTEGER PRIMARY KEY,
  monitor TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT NOT NULL,
  user TEXT,
  host TEXT
) STRICT;

CREATE TABLE slots (
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  slot INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('met', 'late', 'missed', 'skipped', 'excused',
    'unknown')),
  because TEXT,
  run TEXT,
  at INTEGER NOT NULL,
  settled_at INTEGER NOT NULL,
  PRIMARY KEY (monitor, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE watches (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('daemon', 'check')),
  host TEXT NOT NULL,
  user TEXT,
  identity TEXT NOT NULL,
  boot_id TEXT NOT NULL,
  booted_at INTEGER,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  stopped_at INTEGER
) STRICT;

CREATE TRIGGER attempts_end_once BEFORE UPDATE ON attempts WHEN OLD.state <> 'begun'
BEGIN SELECT RAISE(ABORT, 'an attempt that has ended never changes'); END;

CREATE TRIGGER attempts_stay BEFORE DELETE ON attempts
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'message' AND first = OLD.message)
BEGIN SELECT RAISE(ABORT, 'attempts are not deleted'); END;

CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)
  AND NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'segment' AND first = NEW.seq
    AND first > (SELECT max(seq) FROM audit))
BEGIN SELECT RAISE(ABORT, 'audit events are only appended'); END;

CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit events never change'); END;

CREATE TRIGGER audit_stays BEFORE DELETE ON audit
WHEN NOT EXISTS (SELECT 1 FROM pruning
  WHERE what = 'audit' AND first <= OLD.seq AND last >= OLD.seq)
BEGIN SELECT RAISE(ABORT, 'audit events are not deleted'); END;

CREATE TRIGGER configs_never_change BEFORE UPDATE ON configs
BEGIN SELECT RAISE(ABORT, 'a config that was in force never changes'); END;

CREATE TRIGGER dispatches_end AFTER UPDATE OF ending ON runs WHEN NEW.ending IS NOT NULL
BEGIN
  DELETE FROM dispatches WHERE run = NEW.id
    AND (retries = 0 OR NEW.outcome NOT IN ('failed', 'killed', 'timed_out'));
END;

CREATE TRIGGER dispatches_end_at_once AFTER INSERT ON runs WHEN NEW.ending IS NOT NULL
BEGIN
  DELETE FROM dispatches WHERE run = NEW.id
    AND (retries = 0 OR NEW.outcome NOT IN ('failed', 'killed', 'timed_out'));
END;

CREATE TRIGGER exports_never_change BEFORE UPDATE ON exports
BEGIN SELECT RAISE(ABORT, 'what was exported never changes'); END;

CREATE TRIGGER incident_changes_never_change BEFORE UPDATE ON incident_changes
BEGIN SELECT RAISE(ABORT, 'the timeline of an incident never changes'); END;

CREATE TRIGGER incident_changes_stay BEFORE DELETE ON incident_changes
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'incident' AND first = OLD.incident)
BEGIN SELECT RAISE(ABORT, 'the timeline of an incident is not deleted'); END;

CREATE TRIGGER incident_runs_of_changes AFTER INSERT ON incident_changes
BEGIN
  INSERT OR IGNORE INTO incident_runs SELECT value, NEW.incident
    FROM json_tree(CASE WHEN json_valid(NEW.what) THEN NEW.what ELSE 'null' END)
    WHERE key = 'run' AND type = 'text';
END;

CREATE TRIGGER incidents_keep_identity BEFORE UPDATE ON incidents
WHEN NEW.number <> OLD.number OR NEW.monitor <> OLD.monitor OR NEW.drill IS NOT OLD.drill
  OR NEW.happened_at <> OLD.happened_at OR NEW.revision <= OLD.revision
BEGIN SELECT RAISE(ABORT, 'an incident keeps its identity, and its revision counts up'); END;

CREATE TRIGGER incidents_stay BEFORE DELETE ON incidents
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'incident' AND first = OLD.number)
BEGIN SELECT RAISE(ABORT, 'incidents are not deleted'); END;

CREATE TRIGGER news_of_earlier_evidence AFTER INSERT ON runs
WHEN EXISTS (SELECT 1 FROM signals WHERE run = NEW.id AND kind = 'evidence')
BEGIN
  UPDATE signals SET monitor = NEW.monitor WHERE run = NEW.id AND kind = 'evidence';
  INSERT INTO news SELECT NEW.monitor,
      (SELECT coalesce(max(number), 0) FROM news WHERE monitor = NEW.monitor)
        + row_number() OVER (ORDER BY signals.number), 'signal', signals.number
    FROM signals WHERE run = NEW.id AND kind = 'evidence';
END;

CREATE TRIGGER news_of_ends AFTER UPDATE OF ending ON runs
WHEN OLD.ending IS NULL AND NEW.ending IS NOT NULL
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'ended', NEW.number
    FROM news WHERE monitor = NEW.monitor;
END;

CREATE TRIGGER news_of_evidence AFTER INSERT ON signals
WHEN NEW.kind = 'evidence' AND NEW.run IS NOT NULL
BEGIN
  UPDATE signals SET monitor = (SELECT monitor FROM runs WHERE id = NEW.run)
    WHERE number = NEW.number AND EXISTS (SELECT 1 FROM runs WHERE id = NEW.run);
  INSERT INTO news SELECT runs.monitor, coalesce(max(news.number), 0) + 1, 'signal', NEW.number
    FROM runs LEFT JOIN news ON news.monitor = runs.monitor WHERE runs.id = NEW.run
    GROUP BY runs.monitor;
END;

CREATE TRIGGER news_of_losses AFTER INSERT ON run_events WHEN NEW.kind = 'lost'
BEGIN
  INSERT INTO news SELECT runs.monitor, coalesce(max(news.number), 0) + 1, 'lost', NEW.number
    FROM runs LEFT JOIN news ON news.monitor = runs.monitor WHERE runs.number = NEW.run;
END;

CREATE TRIGGER news_of_new_runs AFTER INSERT ON runs
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'started', NEW.number
    FROM news WHERE monitor = NEW.monitor HAVING NEW.ending IS NOT 'skipped';
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'ended', NEW.number
    FROM news WHERE monitor = NEW.monitor HAVING NEW.ending IS NOT NULL;
END;

CREATE TRIGGER news_of_readings AFTER INSERT ON readings WHEN NEW.purpose = 'freshness'
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'reading', NEW.number
    FROM news WHERE monitor = NEW.monitor;
END;

CREATE TRIGGER news_of_signals AFTER INSERT ON signals
WHEN NEW.monitor IS NOT NULL AND NEW.kind = 'beat'
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'signal', NEW.number
    FROM news WHERE monitor = NEW.monitor;
END;

CREATE TRIGGER run_events_never_change BEFORE UPDATE ON run_events
BEGIN SELECT RAISE(ABORT, 'what became known of a run never changes'); END;

CREATE TRIGGER run_events_stay BEFORE DELETE ON run_events
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.run)
BEGIN SELECT RAISE(ABORT, 'what became known of a run is not deleted'); END;

CREATE TRIGGER run_outputs_never_change BEFORE UPDATE ON run_outputs
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.run)
BEGIN SELECT RAISE(ABORT, 'what a run printed never changes'); END;

CREATE TRIGGER run_outputs_stay BEFORE DELETE ON run_outputs
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.run)
BEGIN SELECT RAISE(ABORT, 'what a run printed is not deleted'); END;

CREATE TRIGGER run_tallies_of_gone_runs AFTER DELETE ON runs
BEGIN
  INSERT INTO run_tallies (monitor, day, outcome, runs, duration_ms)
    VALUES (OLD.monitor, OLD.started_at - OLD.started_at % 86400000, coalesce(OLD.outcome, 'lost'),
      1, coalesce(OLD.duration_ms, 0))
    ON CONFLICT (monitor, day, outcome) DO UPDATE SET runs = runs + 1,
      duration_ms = duration_ms + excluded.duration_ms;
END;

CREATE TRIGGER runs_end_once BEFORE UPDATE ON runs WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a run that has ended never changes'); END;

CREATE TRIGGER runs_keep_identity BEFORE UPDATE ON runs
WHEN NEW.number <> OLD.number OR NEW.id <> OLD.id OR NEW.monitor <> OLD.monitor
  OR NEW.started_at <> OLD.started_at OR NEW.reporter_uid IS NOT OLD.reporter_uid
BEGIN SELECT RAISE(ABORT, 'a run keeps its identity'); END;

CREATE TRIGGER runs_stay BEFORE DELETE ON runs
WHEN NOT EXISTS (SELECT 1 FROM pruning WHERE what = 'run' AND first = OLD.number)
BEGIN SELECT RAISE(ABORT, 'runs are not deleted'); END;
