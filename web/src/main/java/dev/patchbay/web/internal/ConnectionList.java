package dev.patchbay.web.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.patchbay.ConnectionManager;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionPage;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.spi.Principal;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lists connections: one page, if the client asks for one, or all of them, page by page as they are
 * sent, so that a large workspace takes no more memory than a small one.
 */
final class ConnectionList {
  private static final int MAX_LIMIT = 200;
  private static final int MAX_ROWS = 10_000;

  private final ConnectionManager connections;

  ConnectionList(ConnectionManager connections) {
    this.connections = connections;
  }

  Reply list(Call call) {
    WorkspaceId workspaceId = Access.workspace(call.principal(), call.variable("workspace_id"));
    QueryParameters query =
        call.query("integration_type", "member_id", "status", "limit", "cursor");
    ConnectionFilter.Builder filter = filter(call.principal(), query);
    query.find("cursor").ifPresent(filter::cursor);
    Optional<Integer> limit = query.find("limit").map(ConnectionList::limit);
    return limit.isPresent()
        ? page(workspaceId, filter.limit(limit.get()).build())
        : all(workspaceId, filter.limit(MAX_LIMIT));
  }

  private static ConnectionFilter.Builder filter(Principal principal, QueryParameters query) {
    ConnectionFilter.Builder filter = ConnectionFilter.builder();
    query.find("integration_type").ifPresent(filter::integrationType);
    query.find("status").map(ConnectionList::status).ifPresent(filter::status);
    Optional<MemberId> named = query.find("member_id").map(MemberId::of);
    named.ifPresent(filter::memberId);
    if (principal.isOrganisation()) {
      return filter;
    }
    if (named.isPresent() && !named.equals(principal.memberId())) {
      throw Access.otherMember();
    }
    principal.memberId().ifPresentOrElse(filter::visibleTo, filter::shared);
    return filter;
  }

  private static ConnectionStatus status(String text) {
    return Arrays.stream(ConnectionStatus.values())
        .filter(status -> Json.wireValue(status).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ErrorCode.INVALID_ARGUMENT,
                    "'status' must be one of "
                        + Arrays.stream(ConnectionStatus.values())
                            .map(Json::wireValue)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException notNumber) {
      // Told below.
    }
    throw new Refusal(ErrorCode.INVALID_ARGUMENT, "'limit' must be a number from 1 to 200.");
  }

  private Reply page(WorkspaceId workspaceId, ConnectionFilter filter) {
    ConnectionPage page = connections.list(workspaceId, filter);
    Reply reply =
        Json.success(
            200,
            json -> {
              json.writeStartArray();
              write(json, page);
              json.writeEndArray();
            });
    return page.nextCursor()
        .map(cursor -> reply.withHeaders(Map.of("x-next-cursor", cursor)))
        .orElse(reply);
  }

  /** The way through the pages is gone once before the first byte is sent. */
  private Reply all(WorkspaceId workspaceId, ConnectionFilter.Builder filter) {
    ConnectionPage first = connections.list(workspaceId, filter.build());
    requireFew(workspaceId, filter, first);
    return Json.success(
        200,
        json -> {
          json.writeStartArray();
          write(json, first);
          Optional<String> cursor = first.nextCursor();
          while (cursor.isPresent()) {
            ConnectionPage page = connections.list(workspaceId, after(filter, cursor.get()));
            write(json, page);
            cursor = page.nextCursor();
          }
          json.writeEndArray();
        });
  }

  private void requireFew(
      WorkspaceId workspaceId, ConnectionFilter.Builder filter, ConnectionPage first) {
    ConnectionPage page = first;
    for (int rows = MAX_LIMIT; page.nextCursor().isPresent(); rows += MAX_LIMIT) {
      if (rows >= MAX_ROWS) {
        throw new Refusal(
            ErrorCode.INVALID_ARGUMENT,
            "There are more than 10,000 connections; ask for pages with 'limit', at most 200.");
      }
      page = connections.list(workspaceId, after(filter, page.nextCursor().get()));
    }
  }

  private static ConnectionFilter after(ConnectionFilter.Builder filter, String cursor) {
    return filter.cursor(cursor).build();
  }

  private static void write(JsonGenerator json, ConnectionPage page) throws IOException {
    for (Connection connection : page.connections()) {
      ConnectionJson.write(json, connection);
    }
  }
}
