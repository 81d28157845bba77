/**
 * What model calls used up by room, day, agent and model; the agent '' stands for calls that were nobody's words.
 * What was used up before is told by the log.
 */
export const USAGE = `
CREATE TABLE usage (
  room INTEGER NOT NULL,
  day TEXT NOT NULL,
  agent TEXT NOT NULL,
  model TEXT NOT NULL,
  input REAL NOT NULL,
  output REAL NOT NULL,
  cached REAL NOT NULL,
  usd REAL NOT NULL,
  unpriced REAL NOT NULL,
  PRIMARY KEY (room, day, agent, model)
) STRICT, WITHOUT ROWID;

INSERT INTO usage
SELECT
  room,
  date(at / 1000, 'unixepoch'),
  iif(type IN ('message-posted', 'message-finished'), by, ''),
  data ->> '$.usage.model',
  sum(data ->> '$.usage.inputTokens'),
  sum(data ->> '$.usage.outputTokens'),
  sum(data ->> '$.usage.cachedTokens'),
  sum(coalesce(data ->> '$.usage.costUsd', 0.0)),
  sum(iif(data ->> '$.usage.costUsd' IS NULL,
    (data ->> '$.usage.inputTokens') + (data ->> '$.usage.outputTokens'), 0))
FROM events
WHERE type IN ('message-posted', 'message-finished', 'turn-advanced', 'turn-ended', 'history-summarised')
  AND data ->> '$.usage.model' IS NOT NULL
GROUP BY 1, 2, 3, 4;
`
