SELECT c.context, h.status, COUNT(*) AS events
FROM happening h JOIN context c ON c.happening = h.n
WHERE true
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
GROUP BY c.context, h.status
ORDER BY c.context, events DESC, h.status
