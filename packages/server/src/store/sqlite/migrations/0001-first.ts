/**
 * The first schema.
 *
 * `place` is a room's number and a seq in one integer (see `place.ts`): events and items lie in the
 * order of their room's log, and an append touches one page of each. What every append changes of a
 * room is apart (`heads`) from what it hardly ever changes (`rooms`), so that little is rewritten.
 */
export const FIRST = `
CREATE TABLE rooms (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL,
  seed TEXT NOT NULL,
  settings TEXT NOT NULL
) STRICT;

CREATE TABLE heads (
  room INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  interruption INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  due_at INTEGER
) STRICT;
CREATE INDEX heads_by_due ON heads (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE events (
  place INTEGER PRIMARY KEY,
  room INTEGER NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  caused_by TEXT,
  chunk_of TEXT,
  fingerprint TEXT,
  request_seq INTEGER
) STRICT;
CREATE UNIQUE INDEX events_by_id ON events (room, id);

CREATE TABLE items (
  place INTEGER PRIMARY KEY,
  item TEXT NOT NULL
) STRICT;

CREATE TABLE members (
  room INTEGER NOT NULL,
  member TEXT NOT NULL,
  place INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (room, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_member ON members (member);

CREATE TABLE turns (
  room INTEGER NOT NULL,
  turn TEXT NOT NULL,
  place INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (room, turn)
) STRICT, WITHOUT ROWID;

CREATE TABLE folds (
  room INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;

CREATE TABLE people (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE agents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  agent TEXT NOT NULL
) STRICT;

CREATE TABLE credentials (
  hash TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
