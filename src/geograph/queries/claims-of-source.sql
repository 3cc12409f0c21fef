SELECT t.name AS says, h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.label AS what, h.status,
    (SELECT MIN(quote) FROM told WHERE happening = h.n) AS quote, :base || h.id AS event
FROM happening h CROSS JOIN part p ON p.happening = h.n AND p.side = 'source' JOIN thing t ON t.n = p.thing
WHERE t.name IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM part WHERE happening = p.happening AND side = 'source' AND thing != p.thing)
  AND NOT EXISTS (SELECT 1 FROM told WHERE happening = p.happening AND source IS NULL)
  --@source AND p.thing IN (SELECT value FROM json_each(:source))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY says, h.first IS NULL, h.first, h.last, kind, what, event
