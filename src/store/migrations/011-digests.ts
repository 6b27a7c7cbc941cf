/** Messages that tell of a week, not of incidents: with their content, each once for a week and an address. */
export const digests = {
  number: 11,
  sql: `
CREATE TABLE digests (
  message INTEGER PRIMARY KEY REFERENCES messages (number),
  week INTEGER NOT NULL,
  route TEXT NOT NULL,
  recipient TEXT NOT NULL,
  content TEXT NOT NULL,
  UNIQUE (week, route, recipient)
) STRICT;
`,
} as const;
