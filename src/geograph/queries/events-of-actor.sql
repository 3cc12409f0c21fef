SELECT DISTINCT t.name, h.first AS "from [day]", h.last AS "to [day]",
    p.side AS role, h.type AS kind, h.label AS what, h.status, h.confidence,
    :base || h.id AS event
FROM happening h JOIN part p ON p.happening = h.n JOIN thing t ON t.n = p.thing
WHERE p.side != 'source' AND t.name IS NOT NULL AND p.thing IN (SELECT value FROM json_each(:actor))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY t.name, h.first IS NULL, h.first, h.last, kind, what, event, role
