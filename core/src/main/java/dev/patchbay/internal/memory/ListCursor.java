package dev.patchbay.internal.memory;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * A position as text for outsiders. It carries a check value of its workspace, so that a cursor
 * from another one is told from its own; it grants nothing.
 */
final class ListCursor {
  private static final String VERSION = "1";
  private static final int PARTS = 4;

  private ListCursor() {}

  static String encode(Position position) {
    String text =
        String.join(
            " ",
            VERSION,
            check(position.workspaceId()),
            position.createdAt().toString(),
            position.connectionId().value());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Position decode(String cursor, WorkspaceId workspaceId) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(cursor);
      return parse(new String(text, StandardCharsets.UTF_8).split(" ", PARTS), workspaceId);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "Connections were to be listed, but the cursor is not one of this list; pass the"
              + " nextCursor of the page before, or none.",
          e);
    }
  }

  private static Position parse(String[] parts, WorkspaceId workspaceId) {
    if (parts.length != PARTS
        || !parts[0].equals(VERSION)
        || !parts[1].equals(check(workspaceId))) {
      throw new IllegalArgumentException("unknown form or another workspace");
    }
    return new Position(workspaceId, Instant.parse(parts[2]), ConnectionId.of(parts[3]));
  }

  private static String check(WorkspaceId workspaceId) {
    return Integer.toHexString(workspaceId.value().hashCode());
  }
}
