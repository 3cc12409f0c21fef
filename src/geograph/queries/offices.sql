SELECT DISTINCT s.name, r.relation, COALESCE(o.name, r.words) AS of, r.office, r.tense, r.first AS "from",
    r.last AS "to", a.id AS article
FROM relation r JOIN thing s ON s.id = r.subject LEFT JOIN thing o ON o.id = r.object
    JOIN relation_claim c ON c.relation = r.id JOIN article a ON a.key = c.article
WHERE s.name IS NOT NULL
  --@actor AND (s.n IN (SELECT value FROM json_each(:actor)) OR o.n IN (SELECT value FROM json_each(:actor)))
ORDER BY s.name, r.relation, of, r.office, r.tense, article
