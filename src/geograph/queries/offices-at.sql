WITH told AS (
  SELECT s.name, r.relation, COALESCE(o.name, r.words) AS of, r.office, r.tense, r.first, r.last, a.published,
      12 * (substr(:at, 1, 4) - substr(a.published, 1, 4)) + substr(:at, 6, 2) - substr(a.published, 6, 2) AS months
  FROM relation r JOIN thing s ON s.id = r.subject LEFT JOIN thing o ON o.id = r.object
      JOIN relation_claim c ON c.relation = r.id JOIN article a ON a.key = c.article
  WHERE s.name IS NOT NULL
    --@actor AND (s.n IN (SELECT value FROM json_each(:actor)) OR o.n IN (SELECT value FROM json_each(:actor)))
    AND r.office IS NOT NULL
)
SELECT name, relation, of, office, tense, first AS since, last AS until, MIN(published) AS "firstTold [day]",
    MAX(published) AS "lastTold [day]"
FROM told
WHERE iif(first IS NOT NULL OR last IS NOT NULL,
    (first IS NULL OR substr(first, 1, 4) <= substr(:at, 1, 4))
    AND (last IS NULL OR substr(last, 1, 4) >= substr(:at, 1, 4)),
    tense != 'former' AND months BETWEEN -12 AND 12)
GROUP BY name, relation, of, office, tense, first, last
ORDER BY name, relation, of, office, tense
