-- Copies the one session and the one connection that the stores wrote, until there are {rows} of each.

-- As FilledRows makes them.
CREATE FUNCTION pg_temp.hashed(text) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT rtrim(translate(encode(sha256(convert_to($1, 'UTF8')), 'base64'), '+/', '-_'), '=') $$;
CREATE FUNCTION pg_temp.workspace(integer) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT 'ws_' || $1 % greatest(1, {rows} / 100) $$;

INSERT INTO patchbay_session
  (id, workspace_id, integration_type, client_id, state_hash, binding_hash, status, phase,
   phase_at, created_at, expires_at, details, verifier, verifier_key)
SELECT 'sess_' || pg_temp.hashed('session ' || n), pg_temp.workspace(n), integration_type, client_id,
  pg_temp.hashed('state ' || n), binding_hash, status, phase,
  phase_at - n * interval '1 millisecond', created_at - n * interval '1 millisecond',
  expires_at - n * interval '1 millisecond', details, verifier, verifier_key
FROM patchbay_session, generate_series(1, {rows} - 1) n;

DELETE FROM patchbay_session_count;
INSERT INTO patchbay_session_count (workspace_id, waiting)
SELECT coalesce(workspace_id, ''), count(*) FROM patchbay_session GROUP BY ROLLUP (workspace_id);

INSERT INTO patchbay_connection
  (id, workspace_id, integration_type, member_id, credential_kind, client_id, account_hash,
   fingerprint, sibling_account, sibling_client, status, created_at, updated_at, revision, attempts,
   details)
SELECT 'conn_' || pg_temp.hashed('connection ' || n), pg_temp.workspace(n), integration_type,
  member_id, credential_kind, client_id, pg_temp.hashed('account ' || n),
  fingerprint, pg_temp.hashed('sibling ' || n), sibling_client, status,
  created_at - n * interval '1 millisecond', updated_at - n * interval '1 millisecond', revision,
  attempts, replace(details, 'user-0', 'user-' || n)
FROM patchbay_connection, generate_series(1, {rows} - 1) n;

INSERT INTO patchbay_token_set
  (connection_id, name, workspace_id, position, sealed, sealed_key, version, refreshable, written_at,
   expires_at, refresh_expires_at, due_at, refresh_at, failed_attempts, outcome_unknown)
SELECT 'conn_' || pg_temp.hashed('connection ' || n), name, pg_temp.workspace(n), position, sealed,
  sealed_key, version, refreshable, written_at - n * interval '1 millisecond',
  expires_at - n * interval '1 millisecond', refresh_expires_at,
  due_at - n * interval '1 millisecond', refresh_at - n * interval '1 millisecond',
  failed_attempts, outcome_unknown
FROM patchbay_token_set, generate_series(1, {rows} - 1) n;

INSERT INTO patchbay_attempt (connection_id, slot, workspace_id, number, made_at, details)
SELECT 'conn_' || pg_temp.hashed('connection ' || n), slot, pg_temp.workspace(n), number,
  made_at - n * interval '1 millisecond', details
FROM patchbay_attempt, generate_series(1, {rows} - 1) n;
