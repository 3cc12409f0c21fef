SELECT h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.label AS what, h.status, h.confidence, :base || h.id AS event
FROM happening h
WHERE true
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, kind, what, h.id
