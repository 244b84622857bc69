SELECT workspace_id, waiting FROM patchbay_session_count
