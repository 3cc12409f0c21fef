SELECT DISTINCT h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.label AS what, t.name AS says, h.confidence,
    (SELECT MIN(quote) FROM told WHERE happening = h.n) AS quote, :base || h.id AS event
FROM happening h LEFT JOIN (part p JOIN thing t ON t.n = p.thing AND t.name IS NOT NULL)
    ON p.happening = h.n AND p.side = 'source'
WHERE h.status = 'alleged'
  --@actor AND h.n IN (SELECT happening FROM part WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, kind, what, says, event
