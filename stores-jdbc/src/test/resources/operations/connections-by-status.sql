SELECT integration_type, status, status_cause, COUNT(*) AS connections
FROM patchbay_connection
WHERE deleted_at IS NULL
GROUP BY integration_type, status, status_cause
