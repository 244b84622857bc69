GRANT SELECT ON patchbay_schema TO app;
GRANT SELECT, INSERT, UPDATE, DELETE
  ON patchbay_session, patchbay_session_count, patchbay_connection, patchbay_token_set,
    patchbay_attempt, patchbay_key_check
  TO app;
