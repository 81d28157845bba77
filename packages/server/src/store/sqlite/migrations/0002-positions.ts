/**
 * How far each member has read each room. Whoever was a member before positions were kept has read
 * everything.
 */
export const POSITIONS = `
CREATE TABLE positions (
  room INTEGER NOT NULL,
  member TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (room, member)
) STRICT, WITHOUT ROWID;

INSERT INTO positions
SELECT members.room, members.member, heads.seq FROM members JOIN heads ON heads.room = members.room;
`
