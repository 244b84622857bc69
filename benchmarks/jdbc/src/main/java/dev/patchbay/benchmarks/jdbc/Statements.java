package dev.patchbay.benchmarks.jdbc;

/** The statements that cannot be done without, in the words of our stores. */
final class Statements {
  static final String CREATE =
      """
      INSERT INTO patchbay_session
        (id, workspace_id, integration_type, client_id, state_hash, binding_hash, status, phase,
         phase_at, created_at, expires_at, details, verifier, verifier_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING""";

  static final String CLAIM =
      """
      UPDATE patchbay_session
      SET phase = 'EXCHANGING', phase_at = (SELECT clock_timestamp()),
        claimed_at = (SELECT clock_timestamp())
      WHERE state_hash = ? AND integration_type = ? AND phase = 'WAITING'
        AND expires_at > (SELECT clock_timestamp()) AND (binding_hash IS NULL OR binding_hash = ?)
      RETURNING id, workspace_id, integration_type, client_id, state_hash, binding_hash, status,
        phase, created_at, expires_at, claimed_at, ended_at, connection_id, failure, details,
        verifier, verifier_key, staged_grant, staged_grant_key,
        (SELECT clock_timestamp()) AS read_at""";

  private static final String CONNECTION =
      """
      c.id, c.workspace_id, c.integration_type, c.member_id, c.credential_kind, c.client_id,
        c.fingerprint, c.status, c.status_cause, c.status_reason, c.created_at, c.updated_at,
        c.revision, c.details, c.sealed_account, c.sealed_account_key, c.sealed_account_version""";

  private static final String TOKEN_SET =
      """
      name, position, sealed, sealed_key, version, refreshable, written_at, expires_at,
        refresh_expires_at, due_at, lease_attempt, lease_until, failed_attempts, retry_at,
        outcome_unknown""";

  static final String LOOK_UP =
      """
      SELECT %s, %s, (SELECT clock_timestamp()) AS read_at
      FROM patchbay_connection c LEFT JOIN patchbay_token_set t ON t.connection_id = c.id
      WHERE c.workspace_id = ? AND c.id = ? AND c.deleted_at IS NULL
      ORDER BY t.position"""
          .formatted(CONNECTION, TOKEN_SET);

  static final String LIST_PAGE =
      """
      SELECT %s,
        (SELECT p.expires_at FROM patchbay_token_set p
         WHERE p.connection_id = c.id AND p.position = 0) AS expires_at
      FROM patchbay_connection c
      WHERE c.workspace_id = ? AND c.deleted_at IS NULL
      ORDER BY c.created_at, c.id LIMIT ?"""
          .formatted(CONNECTION);

  static final String LEASE =
      """
      UPDATE patchbay_token_set
      SET lease_attempt = ?,
        lease_until = (SELECT clock_timestamp() + ? * INTERVAL '1 microsecond')
      WHERE workspace_id = ? AND connection_id = ? AND name = ? AND version = ?
        AND (lease_until IS NULL OR lease_until <= (SELECT clock_timestamp()))
        AND (retry_at IS NULL OR retry_at <= (SELECT clock_timestamp()))
        AND EXISTS (
          SELECT 1 FROM patchbay_connection c
          WHERE c.id = patchbay_token_set.connection_id AND c.deleted_at IS NULL
            AND c.status <> 'NEEDS_REAUTH')
      RETURNING %s"""
          .formatted(TOKEN_SET);

  static final String REPLACE =
      """
      UPDATE patchbay_token_set
      SET sealed = ?, sealed_key = ?, version = ?, refreshable = ?, written_at = ?,
        expires_at = ?, refresh_expires_at = ?, due_at = ?, refresh_at = ?,
        lease_attempt = NULL, lease_until = NULL,
        failed_attempts = 0, retry_at = NULL, outcome_unknown = FALSE
      WHERE workspace_id = ? AND connection_id = ? AND name = ? AND version = ?
      RETURNING %s"""
          .formatted(TOKEN_SET);

  private Statements() {}
}
