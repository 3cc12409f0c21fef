SELECT t.name AS "where", t.state, COUNT(*) AS events, iif(t.long IS NULL, NULL, t.lat) AS lat,
    iif(t.lat IS NULL, NULL, t.long) AS long, :base || t.id AS site
FROM happening h JOIN thing t ON t.n = h.site
WHERE h.status = 'actual' AND t.name IS NOT NULL
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
GROUP BY t.n
ORDER BY events DESC, t.name, site
