SELECT h.publisher AS publisher_, h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.label AS what, h.signed AS articles, :base || h.id AS event
FROM happening h
WHERE h.status = 'actual' AND h.publisher IS NOT NULL
  --@publisher AND h.publisher = :publisher
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.publisher, h.first IS NULL, h.first, h.last, kind, what, h.id
