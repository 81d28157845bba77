/**
 * Which agents of a room were asked and have not answered. Running turns say under which interruption count
 * they run; directors fold their logs anew, as their state has changed.
 */
export const ASKED = `
ALTER TABLE rooms ADD COLUMN asked TEXT NOT NULL DEFAULT '[]';
UPDATE turns SET json = json_set(json, '$.interruption', json_extract(json, '$.plan.interruption'));
DELETE FROM folds;
`
