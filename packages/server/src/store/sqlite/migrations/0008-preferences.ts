/** How each member keeps each room: pinned, muted, archived. */
export const PREFERENCES = `
CREATE TABLE preferences (
  room INTEGER NOT NULL,
  member TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (room, member)
) STRICT, WITHOUT ROWID;
`
