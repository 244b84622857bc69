-- Times are those of the database's clock.

-- A node works with every minor version from its own on, and with no other major one.
CREATE TABLE patchbay_schema (
  major INTEGER NOT NULL,
  minor INTEGER NOT NULL
);

INSERT INTO patchbay_schema (major, minor) VALUES (1, 0);

CREATE TABLE patchbay_session (
  id               VARCHAR NOT NULL PRIMARY KEY,
  workspace_id     VARCHAR NOT NULL,
  integration_type VARCHAR NOT NULL,
  client_id        VARCHAR NOT NULL,
  state_hash       VARCHAR NOT NULL UNIQUE,
  binding_hash     VARCHAR,
  status           VARCHAR NOT NULL,
  -- WAITING for a callback, EXCHANGING, EXPIRED and no sweep told of it, OVER.
  phase            VARCHAR NOT NULL,
  -- Since when, or for WAITING until when, it is in its phase.
  phase_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  claimed_at       TIMESTAMP(6) WITH TIME ZONE,
  ended_at         TIMESTAMP(6) WITH TIME ZONE,
  connection_id    VARCHAR,
  -- JSON, as are all details.
  failure          VARCHAR,
  details          VARCHAR NOT NULL,
  verifier         VARBINARY,
  verifier_key     VARCHAR,
  staged_grant     VARBINARY,
  staged_grant_key VARCHAR,
  -- When somebody worked at the grant last.
  grant_at         TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX patchbay_session_of_workspace ON patchbay_session (workspace_id, id);
CREATE INDEX patchbay_session_in_phase ON patchbay_session (phase, phase_at, id);
CREATE INDEX patchbay_session_verifier_by_key ON patchbay_session (verifier_key, id);
CREATE INDEX patchbay_session_grant_by_key ON patchbay_session (staged_grant_key, id);
CREATE INDEX patchbay_session_grant_left ON patchbay_session (grant_at, id);

-- How many sessions are WAITING, by workspace; of all workspaces under the empty id.
CREATE TABLE patchbay_session_count (
  workspace_id VARCHAR NOT NULL PRIMARY KEY,
  waiting      INTEGER NOT NULL
);

CREATE TABLE patchbay_connection (
  id                     VARCHAR NOT NULL PRIMARY KEY,
  workspace_id           VARCHAR NOT NULL,
  integration_type       VARCHAR NOT NULL,
  member_id              VARCHAR,
  credential_kind        VARCHAR NOT NULL,
  client_id              VARCHAR,
  -- SHA-256 of workspace, integration, variables, owner and account.
  account_hash           VARCHAR,
  fingerprint            VARCHAR,
  -- SHA-256 of what a far-reaching revocation goes by; empty if not known, null if none takes it.
  sibling_account        VARCHAR,
  sibling_client         VARCHAR,
  status                 VARCHAR NOT NULL,
  status_cause           VARCHAR,
  status_reason          VARCHAR,
  created_at             TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at             TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  revision               BIGINT NOT NULL,
  attempts               BIGINT NOT NULL,
  details                VARCHAR NOT NULL,
  sealed_account         VARBINARY,
  sealed_account_key     VARCHAR,
  sealed_account_version BIGINT,
  -- A deleted connection leaves its id, so that it never comes back.
  deleted_at             TIMESTAMP(6) WITH TIME ZONE,
  -- When its deletion began, until its secrets are erased.
  erase_from             TIMESTAMP(6) WITH TIME ZONE
);

CREATE UNIQUE INDEX patchbay_connection_of_account ON patchbay_connection (account_hash);
CREATE UNIQUE INDEX patchbay_connection_of_fingerprint ON patchbay_connection (workspace_id, fingerprint);
CREATE INDEX patchbay_connection_in_order ON patchbay_connection (workspace_id, created_at, id);
CREATE INDEX patchbay_connection_by_sibling ON patchbay_connection
  (integration_type, sibling_account, sibling_client);
CREATE INDEX patchbay_connection_account_by_key ON patchbay_connection (sealed_account_key, id);
CREATE INDEX patchbay_connection_to_erase ON patchbay_connection (erase_from);

CREATE TABLE patchbay_token_set (
  connection_id      VARCHAR NOT NULL REFERENCES patchbay_connection (id),
  name               VARCHAR NOT NULL,
  workspace_id       VARCHAR NOT NULL,
  -- The primary one is 0.
  position           INTEGER NOT NULL,
  sealed             VARBINARY NOT NULL,
  sealed_key         VARCHAR,
  version            BIGINT NOT NULL,
  refreshable        BOOLEAN NOT NULL,
  written_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at         TIMESTAMP(6) WITH TIME ZONE,
  refresh_expires_at TIMESTAMP(6) WITH TIME ZONE,
  due_at             TIMESTAMP(6) WITH TIME ZONE,
  -- As due_at, or the end of the back-off; null where no refresh may begin, whatever its time.
  refresh_at         TIMESTAMP(6) WITH TIME ZONE,
  lease_attempt      VARCHAR,
  lease_until        TIMESTAMP(6) WITH TIME ZONE,
  failed_attempts    INTEGER NOT NULL,
  retry_at           TIMESTAMP(6) WITH TIME ZONE,
  outcome_unknown    BOOLEAN NOT NULL,
  PRIMARY KEY (connection_id, name)
);

CREATE INDEX patchbay_token_set_due ON patchbay_token_set (refresh_at, connection_id, name);
CREATE INDEX patchbay_token_set_leased ON patchbay_token_set (lease_until, connection_id, name);
CREATE INDEX patchbay_token_set_by_key ON patchbay_token_set (sealed_key, connection_id, name);

-- The last attempts of a connection, each in the slot of the one that is forgotten for it.
CREATE TABLE patchbay_attempt (
  connection_id VARCHAR NOT NULL REFERENCES patchbay_connection (id),
  slot          INTEGER NOT NULL,
  workspace_id  VARCHAR NOT NULL,
  number        BIGINT NOT NULL,
  made_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  details       VARCHAR NOT NULL,
  PRIMARY KEY (connection_id, slot)
);

CREATE TABLE patchbay_key_check (
  key_id     VARCHAR NOT NULL PRIMARY KEY,
  sealed     VARBINARY NOT NULL,
  sealed_key VARCHAR
);
