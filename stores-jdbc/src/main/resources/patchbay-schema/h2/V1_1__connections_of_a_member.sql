-- A member's own connections, without a look at the others of a large workspace.
CREATE INDEX patchbay_connection_of_member ON patchbay_connection
  (workspace_id, member_id, created_at, id);

UPDATE patchbay_schema SET minor = 1;
