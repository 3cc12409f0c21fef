SELECT h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.label AS what,
    iif(SUM(c.status = 'actual'), 'confirmed', iif(SUM(c.status = 'negated'), 'denied', 'open')) AS verdict,
    SUM(c.status = 'alleged') AS allegations, SUM(c.status = 'actual') AS confirmations,
    SUM(c.status = 'negated') AS denials, :base || h.id AS event
FROM happening h JOIN event e ON e.root = h.id JOIN claim c ON c.event = e.id
WHERE h.id IN (SELECT e.root FROM claim c JOIN event e ON e.id = c.event WHERE c.status = 'alleged')
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
GROUP BY h.n
ORDER BY h.first IS NULL, h.first, h.last, kind, what, event
