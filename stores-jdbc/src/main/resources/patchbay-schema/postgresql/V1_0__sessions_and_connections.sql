-- Times are those of the database's clock. Texts compare byte by byte in every locale.

-- A node works with every minor version from its own on, and with no other major one.
CREATE TABLE patchbay_schema (
  major INTEGER NOT NULL,
  minor INTEGER NOT NULL
);

INSERT INTO patchbay_schema (major, minor) VALUES (1, 0);

CREATE TABLE patchbay_session (
  id               TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  workspace_id     TEXT COLLATE "C" NOT NULL,
  integration_type TEXT COLLATE "C" NOT NULL,
  client_id        TEXT COLLATE "C" NOT NULL,
  state_hash       TEXT COLLATE "C" NOT NULL UNIQUE,
  binding_hash     TEXT COLLATE "C",
  status           TEXT COLLATE "C" NOT NULL,
  -- WAITING for a callback, EXCHANGING, EXPIRED and no sweep told of it, OVER.
  phase            TEXT COLLATE "C" NOT NULL,
  -- Since when, or for WAITING until when, it is in its phase.
  phase_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  created_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  claimed_at       TIMESTAMP(6) WITH TIME ZONE,
  ended_at         TIMESTAMP(6) WITH TIME ZONE,
  connection_id    TEXT COLLATE "C",
  -- JSON, as are all details.
  failure          TEXT,
  details          TEXT NOT NULL,
  verifier         BYTEA,
  verifier_key     TEXT COLLATE "C",
  staged_grant     BYTEA,
  staged_grant_key TEXT COLLATE "C",
  -- When somebody worked at the grant last.
  grant_at         TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX patchbay_session_of_workspace ON patchbay_session (workspace_id, id);
CREATE INDEX patchbay_session_in_phase ON patchbay_session (phase, phase_at, id);
CREATE INDEX patchbay_session_verifier_by_key ON patchbay_session (verifier_key, id)
  WHERE verifier_key IS NOT NULL;
CREATE INDEX patchbay_session_grant_by_key ON patchbay_session (staged_grant_key, id)
  WHERE staged_grant_key IS NOT NULL;
CREATE INDEX patchbay_session_grant_left ON patchbay_session (grant_at, id)
  WHERE grant_at IS NOT NULL;

-- How many sessions are WAITING, by workspace; of all workspaces under the empty id.
CREATE TABLE patchbay_session_count (
  workspace_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  waiting      INTEGER NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE patchbay_connection (
  id                     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  workspace_id           TEXT COLLATE "C" NOT NULL,
  integration_type       TEXT COLLATE "C" NOT NULL,
  member_id              TEXT COLLATE "C",
  credential_kind        TEXT COLLATE "C" NOT NULL,
  client_id              TEXT COLLATE "C",
  -- SHA-256 of workspace, integration, variables, owner and account.
  account_hash           TEXT COLLATE "C",
  fingerprint            TEXT COLLATE "C",
  -- SHA-256 of what a far-reaching revocation goes by; empty if not known, null if none takes it.
  sibling_account        TEXT COLLATE "C",
  sibling_client         TEXT COLLATE "C",
  status                 TEXT COLLATE "C" NOT NULL,
  status_cause           TEXT,
  status_reason          TEXT,
  created_at             TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  updated_at             TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  revision               BIGINT NOT NULL,
  attempts               BIGINT NOT NULL,
  details                TEXT NOT NULL,
  sealed_account         BYTEA,
  sealed_account_key     TEXT COLLATE "C",
  sealed_account_version BIGINT,
  -- A deleted connection leaves its id, so that it never comes back.
  deleted_at             TIMESTAMP(6) WITH TIME ZONE,
  -- When its deletion began, until its secrets are erased.
  erase_from             TIMESTAMP(6) WITH TIME ZONE
);

CREATE UNIQUE INDEX patchbay_connection_of_account ON patchbay_connection (account_hash)
  WHERE account_hash IS NOT NULL;
CREATE UNIQUE INDEX patchbay_connection_of_fingerprint ON patchbay_connection (workspace_id, fingerprint)
  WHERE fingerprint IS NOT NULL;
CREATE INDEX patchbay_connection_in_order ON patchbay_connection (workspace_id, created_at, id)
  WHERE deleted_at IS NULL;
CREATE INDEX patchbay_connection_by_sibling ON patchbay_connection
  (integration_type, sibling_account, sibling_client) WHERE sibling_client IS NOT NULL;
CREATE INDEX patchbay_connection_account_by_key ON patchbay_connection (sealed_account_key, id)
  WHERE sealed_account_key IS NOT NULL;
CREATE INDEX patchbay_connection_to_erase ON patchbay_connection (erase_from)
  WHERE erase_from IS NOT NULL;

CREATE TABLE patchbay_token_set (
  connection_id      TEXT COLLATE "C" NOT NULL REFERENCES patchbay_connection (id),
  name               TEXT COLLATE "C" NOT NULL,
  workspace_id       TEXT COLLATE "C" NOT NULL,
  -- The primary one is 0.
  position           INTEGER NOT NULL,
  sealed             BYTEA NOT NULL,
  sealed_key         TEXT COLLATE "C",
  version            BIGINT NOT NULL,
  refreshable        BOOLEAN NOT NULL,
  written_at         TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  expires_at         TIMESTAMP(6) WITH TIME ZONE,
  refresh_expires_at TIMESTAMP(6) WITH TIME ZONE,
  due_at             TIMESTAMP(6) WITH TIME ZONE,
  -- As due_at, or the end of the back-off; null where no refresh may begin, whatever its time.
  refresh_at         TIMESTAMP(6) WITH TIME ZONE,
  lease_attempt      TEXT COLLATE "C",
  lease_until        TIMESTAMP(6) WITH TIME ZONE,
  failed_attempts    INTEGER NOT NULL,
  retry_at           TIMESTAMP(6) WITH TIME ZONE,
  outcome_unknown    BOOLEAN NOT NULL,
  PRIMARY KEY (connection_id, name)
);

CREATE INDEX patchbay_token_set_due ON patchbay_token_set (refresh_at, connection_id, name)
  WHERE refresh_at IS NOT NULL;
CREATE INDEX patchbay_token_set_leased ON patchbay_token_set (lease_until, connection_id, name)
  WHERE lease_until IS NOT NULL;
CREATE INDEX patchbay_token_set_by_key ON patchbay_token_set (sealed_key, connection_id, name)
  WHERE sealed_key IS NOT NULL;

-- The last attempts of a connection, each in the slot of the one that is forgotten for it.
CREATE TABLE patchbay_attempt (
  connection_id TEXT COLLATE "C" NOT NULL REFERENCES patchbay_connection (id),
  slot          INTEGER NOT NULL,
  workspace_id  TEXT COLLATE "C" NOT NULL,
  number        BIGINT NOT NULL,
  made_at       TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  details       TEXT NOT NULL,
  PRIMARY KEY (connection_id, slot)
);

CREATE TABLE patchbay_key_check (
  key_id     TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  sealed     BYTEA NOT NULL,
  sealed_key TEXT COLLATE "C"
);
