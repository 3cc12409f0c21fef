SELECT DISTINCT h.first AS "from [day]", h.last AS "to [day]",
    h.one AS who, h.two AS whom, h.mode AS how, h.confidence,
    (SELECT MIN(quote) FROM told WHERE happening = h.n) AS quote, :base || h.id AS event
FROM dyad h
WHERE h.type = 'THREATEN' AND h.status = 'actual'
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@other AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:other)))
  --@actor AND (h.a IN (SELECT value FROM json_each(:actor)) OR h.b IN (SELECT value FROM json_each(:actor)))
  --@other AND (h.a IN (SELECT value FROM json_each(:other)) OR h.b IN (SELECT value FROM json_each(:other)))
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, who, whom, event
