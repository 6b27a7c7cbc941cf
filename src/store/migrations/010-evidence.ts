/** What runs have to prove and how they stand with it, and that evidence is news of its run's monitor. */
export const evidence = {
  number: 10,
  sql: `
ALTER TABLE monitors ADD COLUMN steps TEXT;

CREATE TABLE run_proofs (
  run INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('proving', 'proven', 'unproven')),
  owed TEXT NOT NULL,
  missing TEXT NOT NULL,
  refuted TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  settled_at INTEGER
) STRICT;

CREATE INDEX run_proofs_due ON run_proofs (due_at) WHERE state = 'proving';
CREATE INDEX run_proofs_open ON run_proofs (state, run) WHERE state <> 'proven';

CREATE TRIGGER news_of_evidence AFTER INSERT ON signals
WHEN NEW.kind = 'evidence' AND NEW.run IS NOT NULL
BEGIN
  UPDATE signals SET monitor = (SELECT monitor FROM runs WHERE id = NEW.run)
    WHERE number = NEW.number AND EXISTS (SELECT 1 FROM runs WHERE id = NEW.run);
  INSERT INTO news SELECT runs.monitor, coalesce(max(news.number), 0) + 1, 'signal', NEW.number
    FROM runs LEFT JOIN news ON news.monitor = runs.monitor WHERE runs.id = NEW.run
    GROUP BY runs.monitor;
END;

CREATE TRIGGER news_of_earlier_evidence AFTER INSERT ON runs
WHEN EXISTS (SELECT 1 FROM signals WHERE run = NEW.id AND kind = 'evidence')
BEGIN
  UPDATE signals SET monitor = NEW.monitor WHERE run = NEW.id AND kind = 'evidence';
  INSERT INTO news SELECT NEW.monitor,
      (SELECT coalesce(max(number), 0) FROM news WHERE monitor = NEW.monitor)
        + row_number() OVER (ORDER BY signals.number), 'signal', signals.number
    FROM signals WHERE run = NEW.id AND kind = 'evidence';
END;
`,
} as const;
