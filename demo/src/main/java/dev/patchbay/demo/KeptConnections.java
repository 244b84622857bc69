package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import dev.patchbay.ConnectionManager;
import dev.patchbay.model.Account;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.List;

/** What an earlier start has left, and what this one leaves to the next. */
final class KeptConnections {
  /** Owns what {@code --auto} keeps, so that nothing else that it does touches it. */
  private static final MemberId KEEPER = MemberId.of("keeper");

  private final DemoHost host;
  private final ConnectionManager connections;
  private final Narrator narrator;

  KeptConnections(DemoHost host, Narrator narrator) {
    this.host = host;
    this.connections = host.integrations().connections();
    this.narrator = narrator;
  }

  /** Tells what there is from before. */
  void tell() {
    narrator.title("kept in " + host.place());
    List<Connection> kept = listed(ConnectionFilter.all());
    narrator.say(kept.size() + " connection(s) kept from before");
    kept.forEach(one -> narrator.say(describe(one) + ", " + one.status()));
    if (kept.stream().anyMatch(one -> host.sandboxed().containsKey(one.integrationType()))) {
      narrator.say("the sandbox lives in memory: it has forgotten the tokens and keys it gave out");
      narrator.say("before, and neither takes nor refreshes them; real services would");
    }
  }

  /** Opens what an earlier start has sealed, and connects the same accounts again. */
  void walk() {
    narrator.title("What the next start will find");
    List<Connection> before = listed(ofKeeper());
    before.forEach(this::open);
    for (IntegrationDefinition definition : host.integrations().installed()) {
      if (definition.apiKey().isPresent()) {
        keep(definition, before);
      }
    }
  }

  private void open(Connection connection) {
    Credentials credentials = connections.credentials(WORKSPACE, connection.id());
    narrator.check(
        credentials.connectionId().equals(connection.id()),
        "from before, its key still opens: " + describe(connection));
  }

  private void keep(IntegrationDefinition definition, List<Connection> before) {
    Secret key = Secret.of(DirectWay.API_KEY.issue(host.sandbox().service(definition.id())));
    Connection kept =
        connections.create(
            WORKSPACE,
            ConnectionRequest.builder(definition.id()).apiKey(key).memberId(KEEPER).build());
    List<Connection> same =
        before.stream()
            .filter(one -> one.integrationType().equals(kept.integrationType()))
            .toList();
    narrator.check(
        same.stream().allMatch(one -> one.id().equals(kept.id())),
        (same.isEmpty() ? "left " : "connected again, under the same id, ") + describe(kept));
  }

  private static ConnectionFilter ofKeeper() {
    return ConnectionFilter.builder().memberId(KEEPER).build();
  }

  private List<Connection> listed(ConnectionFilter filter) {
    return connections.list(WORKSPACE, filter).connections();
  }

  private static String describe(Connection connection) {
    return connection.id()
        + ": "
        + connection.account().flatMap(Account::displayName).orElse("an account without a name")
        + " at "
        + connection.integrationType();
  }
}
