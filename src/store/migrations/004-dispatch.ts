/** How far the slots of jobs that luota starts were taken up, and which of them are not over. */
export const dispatch = {
  number: 4,
  sql: `
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

CREATE UNIQUE INDEX dispatches_by_run ON dispatches (run) WHERE run IS NOT NULL;

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
`,
} as const;
