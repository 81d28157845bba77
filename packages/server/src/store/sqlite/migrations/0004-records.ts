/**
 * People and tokens become records, beside sessions and invitations (`store/records.ts`). Sessions and
 * sign-in links are not taken along: those who have one open a new link. Tokens keep every right.
 * The table has row ids because SQLite passes over indexes on expressions where there are none.
 */
export const RECORDS = `
CREATE TABLE records (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX records_by_token ON records (kind, record ->> '$.token', id);
CREATE INDEX records_by_email ON records (kind, record ->> '$.email', id);
CREATE INDEX records_by_user ON records (kind, record ->> '$.userId', id);
CREATE INDEX records_by_identifier ON records (kind, record ->> '$.identifier', id);
CREATE INDEX records_by_account ON records (kind, record ->> '$.accountId', id);
CREATE INDEX records_by_hash ON records (kind, record ->> '$.hash', id);
CREATE INDEX records_by_member ON records (kind, record ->> '$.member', id);
CREATE INDEX records_by_room ON records (kind, record ->> '$.room', id);

INSERT INTO records SELECT 'user', id, json_object(
  'id', id, 'name', name, 'email', lower(id) || '@people.invalid', 'emailVerified', json('false'),
  'image', NULL, 'createdAt', created_at, 'updatedAt', created_at, 'guest', json('false')
) FROM people;
INSERT INTO records SELECT 'token', 't_' || substr(hash, 1, 22), json_object(
  'id', 't_' || substr(hash, 1, 22), 'hash', hash, 'member', person, 'kind', 'person', 'createdBy', person,
  'name', '', 'scopes', json('["read","write","manage"]'), 'rooms', NULL,
  'createdAt', created_at, 'expiresAt', expires_at
) FROM credentials WHERE kind = 'token';

DROP TABLE people;
DROP TABLE credentials;
`
