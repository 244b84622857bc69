package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.WrongKind;
import java.util.List;

/** Plays the user with a credential at hand: hands over wrong ones, then one that is good. */
final class DirectWalk {
  private final DemoHost host;
  private final Integrations integrations;
  private final Narrator narrator;

  DirectWalk(DemoHost host, Narrator narrator) {
    this.host = host;
    this.integrations = host.integrations();
    this.narrator = narrator;
  }

  void walk(IntegrationDefinition definition) {
    for (DirectWay way : DirectWay.values()) {
      way.wrongKinds(definition).ifPresent(kinds -> walk(definition, way, kinds));
    }
  }

  private void walk(IntegrationDefinition definition, DirectWay way, List<WrongKind> wrongKinds) {
    narrator.title(definition.displayName() + " by " + way.title());
    Desk desk = text -> hand(definition, way, text);
    for (WrongKind kind : wrongKinds) {
      refuse(desk, kind.prefix() + "fake", ErrorCode.CREDENTIAL_WRONG_KIND);
    }
    refuse(desk, "nobody-knows-it", ErrorCode.CREDENTIAL_REJECTED);
    String good = way.issue(host.sandbox().service(definition.id()));
    Connection connection = desk.hand(good);
    narrator.check(connection.account().isPresent(), "connected " + AutoWalk.describe(connection));
    narrator.check(
        desk.hand(good).id().equals(connection.id()),
        "handed over once more, it is the same connection");
    delete(connection);
  }

  private Connection hand(IntegrationDefinition definition, DirectWay way, String text) {
    ConnectionRequest.Builder request =
        ConnectionRequest.builder(definition.id()).memberId(AutoWalk.WALKER);
    return integrations.connections().create(WORKSPACE, way.put(request, Secret.of(text)).build());
  }

  private void refuse(Desk desk, String text, ErrorCode expected) {
    try {
      desk.hand(text);
      narrator.fail("a wrong credential was accepted");
    } catch (InvalidRequestException refused) {
      narrator.check(refused.code() == expected, "refused: " + reason(refused));
    }
    narrator.check(listed().isEmpty(), "nothing was stored");
  }

  /** Our own words, and those of the service if it was asked. */
  static String reason(InvalidRequestException refused) {
    return refused.getMessage()
        + refused
            .serviceDescription()
            .map(words -> " (the service says: " + words + ")")
            .orElse("");
  }

  private void delete(Connection connection) {
    DeletionReceipt receipt =
        integrations.connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO);
    narrator.check(
        receipt.revocation() != Revocation.FAILED && listed().isEmpty(),
        "deleted it; at the service it is "
            + receipt.revocation()
            + receipt.reason().map(reason -> ". " + reason).orElse(""));
  }

  private List<Connection> listed() {
    return integrations
        .connections()
        .list(WORKSPACE, ConnectionFilter.builder().memberId(AutoWalk.WALKER).build())
        .connections();
  }

  /** Where a credential is handed over. */
  @FunctionalInterface
  private interface Desk {
    Connection hand(String credential);
  }
}
