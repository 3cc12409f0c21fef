WITH dyad AS (
  SELECT DISTINCT h.n, h.score, substr(h.first, 1, 7) AS month, min(x.thing, y.thing) AS a, max(x.thing, y.thing) AS b
  FROM happening h CROSS JOIN part x ON x.happening = h.n AND x.side = 'actor'
      CROSS JOIN part y ON y.happening = h.n AND y.side != 'source' AND y.thing != x.thing
  WHERE h.status = 'actual' AND substr(h.first, 1, 7) = substr(h.last, 1, 7)
    --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
    --@other AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:other)))
    --@since AND h.last >= :since
    --@until AND h.first <= :until
)
SELECT iif(a.id < b.id, a.name, b.name) AS one, iif(a.id < b.id, b.name, a.name) AS two, month, COUNT(*) AS events,
    SUM(score > 0) AS cooperation, SUM(score < 0) AS conflict,
    SUM(CAST(round(100 * score) AS INTEGER)) / (100.0 * COUNT(*)) AS balance
FROM dyad JOIN thing a ON a.n = dyad.a JOIN thing b ON b.n = dyad.b
WHERE a.name IS NOT NULL AND b.name IS NOT NULL
  --@actor AND (a.n IN (SELECT value FROM json_each(:actor)) OR b.n IN (SELECT value FROM json_each(:actor)))
  --@other AND (a.n IN (SELECT value FROM json_each(:other)) OR b.n IN (SELECT value FROM json_each(:other)))
GROUP BY a.n, b.n, month
ORDER BY one, two, month
