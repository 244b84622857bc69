package dev.patchbay.stores.jdbc;

import dev.patchbay.model.Connection;
import dev.patchbay.model.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * Where in the list of its workspace a page ended, as text for outsiders. It carries a check value
 * of the workspace, so that a cursor from another one is told from its own; it grants nothing.
 */
record ListCursor(Instant createdAt, String connectionId) {
  private static final String VERSION = "1";
  private static final int PARTS = 4;
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  static ListCursor of(Connection last) {
    return new ListCursor(last.createdAt(), last.id().value());
  }

  String encode(WorkspaceId workspaceId) {
    String text = String.join(" ", VERSION, check(workspaceId), createdAt.toString(), connectionId);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static ListCursor decode(String cursor, WorkspaceId workspaceId) {
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

  private static ListCursor parse(String[] parts, WorkspaceId workspaceId) {
    if (parts.length != PARTS
        || !parts[0].equals(VERSION)
        || !parts[1].equals(check(workspaceId))) {
      throw new IllegalArgumentException("unknown form or another workspace");
    }
    Instant createdAt = Instant.parse(parts[2]);
    if (createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(LAST) || parts[3].contains("\0")) {
      throw new IllegalArgumentException("not what a database can hold");
    }
    return new ListCursor(createdAt, parts[3]);
  }

  private static String check(WorkspaceId workspaceId) {
    return Integer.toHexString(workspaceId.value().hashCode());
  }
}
