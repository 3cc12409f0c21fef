WITH origin AS (
  SELECT COALESCE(:lat, t.lat) AS lat, COALESCE(:long, t.long) AS long, COALESCE(:km, 100) AS km
  FROM (SELECT 1) LEFT JOIN thing t
      ON t.n IN (SELECT value FROM json_each(:place)) AND t.lat IS NOT NULL AND t.long IS NOT NULL
),
apart AS (
  SELECT t.n, t.name, o.km, t.lat - o.lat AS north, (t.lat + o.lat) * 8.72665e-3 AS middle,
      t.long - o.long + 360 * ((t.long - o.long < -180) - (t.long - o.long > 180)) AS east
  FROM origin o JOIN thing t ON t.lat IS NOT NULL AND t.long IS NOT NULL AND t.name IS NOT NULL
  WHERE o.lat IS NOT NULL AND o.long IS NOT NULL
),
scaled AS (
  SELECT *, 1 - middle * middle / 2 + middle * middle * middle * middle / 24 AS cosine FROM apart
)
SELECT DISTINCT h.first AS "from [day]", h.last AS "to [day]",
    s.name AS "where", h.type AS kind, h.label AS what, h.status, :base || h.id AS event
FROM scaled s JOIN happening h ON h.site = s.n
WHERE north * north + east * east * cosine * cosine <= km * km / 12364.3
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, s.name, kind, what, event
