/** Configs in force, what the judge remembers, slots, incidents, notices, watchers, pauses, drills. */
export const watch = {
  number: 2,
  sql: `
CREATE TABLE configs (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  compiled TEXT NOT NULL,
  since INTEGER NOT NULL,
  user TEXT,
  host TEXT
) STRICT;

CREATE TRIGGER configs_never_change BEFORE UPDATE ON configs
BEGIN SELECT RAISE(ABORT, 'a config that was in force never changes'); END;

ALTER TABLE monitors ADD COLUMN configured INTEGER NOT NULL DEFAULT 0;
ALTER TABLE monitors ADD COLUMN watched_since INTEGER;
ALTER TABLE monitors ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE monitors ADD COLUMN cadence TEXT;
ALTER TABLE monitors ADD COLUMN cadence_since INTEGER;
ALTER TABLE monitors ADD COLUMN exit_codes TEXT;
ALTER TABLE monitors ADD COLUMN expects INTEGER NOT NULL DEFAULT 0;

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

CREATE INDEX monitor_states_due ON monitor_states (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE news (
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('started', 'ended', 'lost', 'signal')),
  subject INTEGER NOT NULL,
  PRIMARY KEY (monitor, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER news_of_new_runs AFTER INSERT ON runs
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'started', NEW.number
    FROM news WHERE monitor = NEW.monitor HAVING NEW.ending IS NOT 'skipped';
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'ended', NEW.number
    FROM news WHERE monitor = NEW.monitor HAVING NEW.ending IS NOT NULL;
END;

CREATE TRIGGER news_of_ends AFTER UPDATE OF ending ON runs
WHEN OLD.ending IS NULL AND NEW.ending IS NOT NULL
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'ended', NEW.number
    FROM news WHERE monitor = NEW.monitor;
END;

CREATE TRIGGER news_of_losses AFTER INSERT ON run_events WHEN NEW.kind = 'lost'
BEGIN
  INSERT INTO news SELECT runs.monitor, coalesce(max(news.number), 0) + 1, 'lost', NEW.number
    FROM runs LEFT JOIN news ON news.monitor = runs.monitor WHERE runs.number = NEW.run;
END;

CREATE TRIGGER news_of_signals AFTER INSERT ON signals
WHEN NEW.monitor IS NOT NULL AND NEW.kind = 'beat'
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'signal', NEW.number
    FROM news WHERE monitor = NEW.monitor;
END;

INSERT INTO news SELECT monitor, row_number() OVER (PARTITION BY monitor ORDER BY number),
  'started', number FROM runs WHERE ended_at IS NULL;

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

CREATE INDEX watches_by_end ON watches (until);

CREATE TABLE pauses (
  number INTEGER PRIMARY KEY,
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT,
  user TEXT,
  host TEXT
) STRICT;

CREATE INDEX pauses_by_monitor ON pauses (monitor, until);
CREATE INDEX pauses_by_end ON pauses (until);

CREATE TABLE silences (
  number INTEGER PRIMARY KEY,
  monitor TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  reason TEXT NOT NULL,
  user TEXT,
  host TEXT
) STRICT;

CREATE INDEX silences_by_end ON silences (until);
`,
} as const;
