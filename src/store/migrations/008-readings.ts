/** What luota is to look at and when, what it read, and that readings are news. */
export const readings = {
  number: 8,
  sql: `
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

CREATE INDEX looks_due ON looks (due_at) WHERE prober IS NULL;
CREATE INDEX looks_taken ON looks (prober) WHERE prober IS NOT NULL;

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

CREATE INDEX readings_by_monitor ON readings (monitor, purpose, number);
CREATE INDEX readings_good ON readings (monitor, purpose, number) WHERE state = 'good';
CREATE INDEX readings_by_run ON readings (run) WHERE run <> '';

DROP TRIGGER news_of_new_runs;
DROP TRIGGER news_of_ends;
DROP TRIGGER news_of_losses;
DROP TRIGGER news_of_signals;

CREATE TABLE news_then (
  monitor INTEGER NOT NULL REFERENCES monitors (number),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('started', 'ended', 'lost', 'signal', 'reading')),
  subject INTEGER NOT NULL,
  PRIMARY KEY (monitor, number)
) STRICT, WITHOUT ROWID;

INSERT INTO news_then SELECT monitor, number, kind, subject FROM news;
DROP TABLE news;
ALTER TABLE news_then RENAME TO news;

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

CREATE TRIGGER news_of_readings AFTER INSERT ON readings WHEN NEW.purpose = 'freshness'
BEGIN
  INSERT INTO news SELECT NEW.monitor, coalesce(max(number), 0) + 1, 'reading', NEW.number
    FROM news WHERE monitor = NEW.monitor;
END;
`,
} as const;
