/**
 * The search index, and up to where in each room's log it has followed. It is filled when somebody searches.
 * Of what was used up, also the tokens whose price nobody knows.
 */
export const SEARCH = `
CREATE VIRTUAL TABLE search USING fts5(text, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE search_marks (
  room INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;
ALTER TABLE spending ADD COLUMN unpriced REAL NOT NULL DEFAULT 0;
`
