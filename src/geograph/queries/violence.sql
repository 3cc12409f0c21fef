SELECT DISTINCT h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.mode AS how, h.label AS what, t.name AS "where", q.value AS number, q.unit,
    q.what AS of, :base || h.id AS event
FROM happening h LEFT JOIN thing t ON t.n = h.site LEFT JOIN quantity q ON q.happening = h.n
WHERE h.type IN ('ASSAULT', 'COERCE') AND h.status = 'actual'
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, kind, h.label, event, q.unit, of, number
