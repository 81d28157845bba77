/** What model calls used up, by day and room; the room '' is the whole workspace. */
export const SPENDING = `
CREATE TABLE spending (
  room TEXT NOT NULL,
  day TEXT NOT NULL,
  tokens REAL NOT NULL,
  usd REAL NOT NULL,
  seconds REAL NOT NULL,
  allowed INTEGER NOT NULL,
  PRIMARY KEY (room, day)
) STRICT, WITHOUT ROWID;
`
