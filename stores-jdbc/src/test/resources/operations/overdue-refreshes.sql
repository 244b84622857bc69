SELECT COUNT(*) AS overdue
FROM patchbay_token_set
WHERE refresh_at < CURRENT_TIMESTAMP - INTERVAL '10' MINUTE
