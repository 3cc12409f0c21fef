SELECT DISTINCT h.first AS "from [day]", h.last AS "to [day]", a.name AS who, b.name AS whom, h.confidence,
    (SELECT MIN(quote) FROM told WHERE happening = h.n) AS quote, :base || h.id AS event
FROM happening h JOIN pair p ON p.happening = h.n JOIN thing a ON a.n = p.one JOIN thing b ON b.n = p.two
WHERE h.type = 'AGREE' AND h.status = 'actual' AND a.name IS NOT NULL AND b.name IS NOT NULL
  --@actor AND h.n IN (SELECT happening FROM part WHERE thing IN (SELECT value FROM json_each(:actor)) AND side != 'source')
  --@other AND h.n IN (SELECT happening FROM part WHERE thing IN (SELECT value FROM json_each(:other)) AND side != 'source')
  --@actor AND (p.one IN (SELECT value FROM json_each(:actor)) OR p.two IN (SELECT value FROM json_each(:actor)))
  --@other AND (p.one IN (SELECT value FROM json_each(:other)) OR p.two IN (SELECT value FROM json_each(:other)))
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, who, whom, event
