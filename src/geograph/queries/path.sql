SELECT :base || a.id AS one, :base || b.id AS two, h.label AS what, h.first AS "from [day]", :base || h.id AS event
FROM happening h CROSS JOIN part p ON p.happening = h.n AND p.side = 'actor'
    CROSS JOIN part q ON q.happening = h.n AND (q.side = 'recipient' OR q.side = 'actor' AND q.thing != p.thing)
    JOIN thing a ON a.n = p.thing JOIN thing b ON b.n = q.thing
WHERE h.status = 'actual'
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
GROUP BY p.thing, q.thing, h.n
ORDER BY one, two, event
