SELECT t.name, t.kind, t.state, COUNT(DISTINCT h.n) AS events, SUM(p.side = 'actor') AS asActor,
    SUM(p.side = 'recipient') AS asRecipient, :base || t.id AS entity
FROM happening h CROSS JOIN part p ON p.happening = h.n JOIN thing t ON t.n = p.thing
WHERE h.status = 'actual' AND p.side != 'source' AND t.name IS NOT NULL
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
GROUP BY t.n
ORDER BY events DESC, t.name, entity
