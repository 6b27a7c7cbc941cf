/** Notices that their route won't take are passed on to others, once. */
export const passing = {
  number: 6,
  sql: `
ALTER TABLE notices ADD COLUMN passed_on INTEGER NOT NULL DEFAULT 0;

CREATE INDEX notices_not_passed_on ON notices (route, due_at)
  WHERE passed_on = 0 AND state IN ('waiting', 'refused', 'given-up');
`,
} as const;
