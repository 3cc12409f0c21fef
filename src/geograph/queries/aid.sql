SELECT DISTINCT h.first AS "from [day]", h.last AS "to [day]",
    a.name AS giver, b.name AS receiver, h.mode AS how, h.confidence,
    (SELECT MIN(quote) FROM told WHERE happening = h.n) AS quote, :base || h.id AS event
FROM happening h CROSS JOIN part x ON x.happening = h.n AND x.side = 'actor'
    CROSS JOIN part y ON y.happening = h.n AND y.side = iif(h.mutual, 'actor', 'recipient')
    JOIN thing a ON a.n = x.thing JOIN thing b ON b.n = y.thing
WHERE h.type = 'AID' AND h.status = 'actual' AND (a.id < b.id OR NOT h.mutual)
  AND a.name IS NOT NULL AND b.name IS NOT NULL
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@other AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:other)))
  --@actor AND (a.n IN (SELECT value FROM json_each(:actor)) OR b.n IN (SELECT value FROM json_each(:actor)))
  --@other AND (a.n IN (SELECT value FROM json_each(:other)) OR b.n IN (SELECT value FROM json_each(:other)))
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, giver, receiver, event
