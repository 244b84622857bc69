package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.WrongKind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands over credentials over REST: of the wrong kind, that nobody knows, and good ones. */
final class DirectWalk {
  private final DemoHost host;
  private final RestClient rest;
  private final Narrator narrator;

  DirectWalk(DemoHost host, Narrator narrator) {
    this.host = host;
    this.rest = host.client();
    this.narrator = narrator;
  }

  void walk(IntegrationDefinition definition) throws IOException {
    for (DirectWay way : DirectWay.values()) {
      Optional<List<WrongKind>> kinds = way.wrongKinds(definition);
      if (kinds.isPresent()) {
        walk(definition, way, kinds.get());
      }
    }
  }

  private void walk(IntegrationDefinition definition, DirectWay way, List<WrongKind> wrongKinds)
      throws IOException {
    narrator.title(definition.displayName() + " by " + way.title());
    Desk desk = text -> hand(definition, way, text);
    for (WrongKind kind : wrongKinds) {
      refuse(desk, kind.prefix() + "fake", ErrorCode.CREDENTIAL_WRONG_KIND);
    }
    refuse(desk, "nobody-knows-it", ErrorCode.CREDENTIAL_REJECTED);
    String good = way.issue(host.sandbox().service(definition.id()));
    JsonNode connection = desk.hand(good);
    narrator.check(connection.has("account"), "connected " + AutoWalk.describe(connection));
    narrator.check(
        AutoWalk.id(desk.hand(good)).equals(AutoWalk.id(connection)),
        "handed over once more, it is the same connection");
    delete(connection);
  }

  private JsonNode hand(IntegrationDefinition definition, DirectWay way, String text)
      throws IOException {
    return rest.post(
        "/workspaces/" + WORKSPACE + "/connections",
        Map.of(
            "integration_type", definition.id(), way.field(), text, "member_id", AutoWalk.WALKER));
  }

  private void refuse(Desk desk, String text, ErrorCode expected) throws IOException {
    try {
      desk.hand(text);
      narrator.fail("a wrong credential was accepted");
    } catch (RestClient.Refused refused) {
      narrator.check(
          refused.code().equals(expected.wireValue()), "refused: " + refused.getMessage());
    }
    narrator.check(AutoWalk.listed(rest).isEmpty(), "nothing was stored");
  }

  private void delete(JsonNode connection) throws IOException {
    String revocation =
        rest.delete(AutoWalk.path(AutoWalk.id(connection))).path("revocation").asText();
    narrator.check(
        !revocation.equals("failed") && AutoWalk.listed(rest).isEmpty(),
        "deleted it; at the service it is " + revocation);
  }

  /** Where credentials are handed over. */
  @FunctionalInterface
  private interface Desk {
    JsonNode hand(String credential) throws IOException;
  }
}
