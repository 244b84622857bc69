package dev.patchbay.stores.jdbc;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.Stores;
import dev.patchbay.spi.store.ConnectionRecord;
import dev.patchbay.spi.store.Sealed;
import dev.patchbay.spi.store.SessionClaim;
import dev.patchbay.spi.store.SessionRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Workspaces that have the same user connect the same accounts, so that nothing but the workspace
 * tells their sessions and connections apart; and one that has nothing.
 */
final class Tenants implements AutoCloseable {
  static final List<WorkspaceId> OWNERS =
      IntStream.rangeClosed(1, 4).mapToObj(number -> WorkspaceId.of("ws_" + number)).toList();
  static final WorkspaceId NOBODY = WorkspaceId.of("ws_nobody");
  static final String FIRST_PAGE = "";
  static final MemberId MEMBER = MemberId.of("member_1");

  final Integrations node;
  final Stores stores;
  private final SandboxHost host = new SandboxHost();
  private final Backing.Opened backing;
  private final String key = host.service.issueKey(Scopes.of("read"));
  private final Map<WorkspaceId, List<Target>> targets = new LinkedHashMap<>();

  Tenants(Backing kind) {
    this.backing = kind.open();
    this.stores = backing.stores();
    this.node = host.node(stores);
    OWNERS.forEach(owner -> targets.put(owner, settle(owner)));
  }

  private List<Target> settle(WorkspaceId owner) {
    Connection byOAuth = host.connect(node, owner);
    Connection ofMember = connectForMember(owner);
    List<Connection> connections =
        List.of(
            byOAuth, ofMember, host.handOverKey(node, owner, key), host.handOverGrant(node, owner));
    List<Session> sessions =
        List.of(SandboxHost.begin(node, owner), denied(owner), exchanging(owner), complete(owner));
    ConnectionFilter one = ConnectionFilter.builder().limit(1).build();
    String cursor = node.connections().list(owner, one).nextCursor().orElseThrow();
    List<Target> settled = new ArrayList<>();
    for (int each = 0; each < connections.size(); each++) {
      ConnectionId connection = connections.get(each).id();
      Credentials credentials = node.connections().credentials(owner, connection);
      String page = each == 0 ? cursor : FIRST_PAGE;
      settled.add(new Target(connection, sessions.get(each).id(), credentials, page));
    }
    return settled;
  }

  private Connection connectForMember(WorkspaceId owner) {
    Session begun =
        node.sessions()
            .create(SessionRequest.builder(owner, AcmeService.ID).memberId(MEMBER).build());
    Session done = SandboxHost.comeBack(node, host.approve(begun));
    return node.connections().get(owner, done.connectionId().orElseThrow());
  }

  private Session denied(WorkspaceId owner) {
    return SandboxHost.comeBack(node, host.deny(SandboxHost.begin(node, owner)));
  }

  private Session complete(WorkspaceId owner) {
    return SandboxHost.comeBack(node, host.approve(SandboxHost.begin(node, owner)));
  }

  /** As a node that died in the middle would have left it. */
  private Session exchanging(WorkspaceId owner) {
    Session begun = SandboxHost.begin(node, owner);
    String state = stores.sessions().find(owner, begun.id()).orElseThrow().stateHash();
    SessionRecord claimed =
        stores.sessions().claim(SessionClaim.builder(state, AcmeService.ID).build()).orElseThrow();
    stores.sessions().stage(claimed.key(), Sealed.of(new byte[] {1}));
    return begun;
  }

  List<Target> targets(WorkspaceId owner) {
    return targets.getOrDefault(owner, List.of());
  }

  ConnectionRecord connection(WorkspaceId owner, Target target) {
    return stores.connections().find(owner, target.connectionId()).orElseThrow();
  }

  SessionRecord session(WorkspaceId owner, Target target) {
    return stores.sessions().find(owner, target.sessionId()).orElseThrow();
  }

  /** All that the stores tell of an owner's. */
  String state(WorkspaceId owner) {
    StoredState state = new StoredState(stores, owner);
    targets(owner).forEach(target -> state.add(target.connectionId(), target.sessionId()));
    return state.toString();
  }

  /** All that is in the tables, if there are any. */
  String copy() {
    return backing.copy().get();
  }

  @Override
  public void close() {
    host.close();
  }

  /** What an intruder asks for. */
  record Target(
      ConnectionId connectionId, SessionId sessionId, Credentials credentials, String cursor) {

    /** The like of it that nobody has. */
    Target madeUp() {
      ConnectionId nobodys = ConnectionId.of(other(connectionId.value()));
      return new Target(
          nobodys,
          SessionId.of(other(sessionId.value())),
          Credentials.builder(
                  nobodys, credentials.tokenSet(), credentials.version(), credentials.accessToken())
              .kind(credentials.kind())
              .build(),
          other(cursor));
    }

    private static String other(String id) {
      return id.isEmpty() ? id : id.substring(0, id.length() - 8) + "AAAAAAAA";
    }
  }
}
