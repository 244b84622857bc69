package dev.patchbay.internal.memory;

import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.ConnectionRecord;
import java.util.Optional;

/** The place of a credential that was handed over, in a workspace, for one connection at most. */
record FingerprintSlot(WorkspaceId workspaceId, String fingerprint) {

  static Optional<FingerprintSlot> of(ConnectionRecord record) {
    return of(record.connection().workspaceId(), record.fingerprint());
  }

  static Optional<FingerprintSlot> of(WorkspaceId workspaceId, Optional<String> fingerprint) {
    return fingerprint.map(text -> new FingerprintSlot(workspaceId, text));
  }
}
