SELECT DISTINCT h.first AS "from [day]", h.last AS "to [day]",
    h.type AS kind, h.label AS what, q.unit, q.what AS of, q.value AS less, one.quote AS lessQuote,
    r.value AS more, other.quote AS moreQuote, :base || h.id AS event
FROM quantity q CROSS JOIN quantity r ON r.happening = q.happening AND r.unit = q.unit AND r.what = q.what
        AND r.claim != q.claim AND r.value > q.value
    CROSS JOIN happening h ON h.n = q.happening
    CROSS JOIN told one ON one.happening = h.n AND one.claim = q.claim
    CROSS JOIN told other ON other.happening = h.n AND other.claim = r.claim
WHERE true
  --@actor AND h.n IN (SELECT happening FROM role WHERE thing IN (SELECT value FROM json_each(:actor)))
  --@type AND h.type = :type
  --@since AND (h.last >= :since OR h.last IS NULL AND h.first IS NOT NULL)
  --@until AND (h.first <= :until OR h.first IS NULL AND h.last IS NOT NULL)
ORDER BY h.first IS NULL, h.first, h.last, kind, h.label, event, q.unit, of, less, more, lessQuote, moreQuote
