SELECT h.issued AS "firstTold [day]", h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.label AS what, h.status, h.dated AS articles,
    :base || h.id AS event
FROM happening h
WHERE h.issued >= :since
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
ORDER BY h.issued, h.first IS NULL, h.first, h.last, kind, what, h.id
