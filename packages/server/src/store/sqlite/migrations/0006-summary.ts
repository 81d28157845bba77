/** Which summary stands for the beginning of a room's history. */
export const SUMMARY = `
ALTER TABLE rooms ADD COLUMN summary TEXT;
`
