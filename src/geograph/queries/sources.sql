SELECT t.name AS says, COUNT(*) AS events, SUM(h.status = 'alleged') AS allegations, :base || t.id AS source
FROM happening h CROSS JOIN part p ON p.happening = h.n AND p.side = 'source' JOIN thing t ON t.n = p.thing
WHERE t.name IS NOT NULL
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
GROUP BY t.n
ORDER BY events DESC, says, source
