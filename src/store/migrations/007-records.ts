/** Which audit events tell of an incident, and which records were exported. */
export const records = {
  number: 7,
  sql: `
CREATE TABLE audit_of_incidents (
  incident INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO audit_of_incidents (incident, seq)
  SELECT CAST(substr(json_extract(body, '$.subject'), 5) AS INTEGER), seq
  FROM (SELECT seq, CAST(bytes AS TEXT) AS body FROM audit)
  WHERE CASE WHEN json_valid(body) THEN json_extract(body, '$.subject') GLOB 'INC-[0-9]*'
    ELSE 0 END;

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

CREATE INDEX exports_by_incident ON exports (incident) WHERE incident IS NOT NULL;

CREATE TRIGGER exports_never_change BEFORE UPDATE ON exports
BEGIN SELECT RAISE(ABORT, 'what was exported never changes'); END;
`,
} as const;
