package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Plays a client of the REST API, and its user: approves once, denies once, lets one session time
 * out, lists, uses and deletes; then hands over credentials.
 */
final class AutoWalk {
  /** Owns what is connected on the way, so that nothing that others connected is touched. */
  static final String WALKER = "walker";

  private static final String OF_WALKER =
      "/workspaces/" + WORKSPACE + "/connections?member_id=" + WALKER;
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration IMPATIENT = Duration.ofSeconds(1);

  private final DemoHost host;
  private final RestClient rest;
  private final Polling polling;
  private final SandboxUser user;
  private final Narrator narrator;

  AutoWalk(DemoHost host, Narrator narrator) {
    this.host = host;
    this.rest = host.client();
    this.polling = new Polling(rest);
    this.user = SandboxUser.at(host.sandbox());
    this.narrator = narrator;
  }

  void walk() throws IOException {
    clearAway();
    JsonNode catalogue = rest.get("/integrations");
    narrator.check(!catalogue.isEmpty(), catalogue.size() + " integration(s) installed");
    for (IntegrationDefinition definition : host.integrations().installed()) {
      if (definition.oauth2().isPresent()) {
        narrator.title(definition.displayName() + " by OAuth, against the sandbox");
        Optional<JsonNode> connection = approve(definition);
        deny(definition);
        letTimeOut(definition);
        if (connection.isPresent()) {
          list(connection.get());
          new CredentialWalk(host, narrator).walk(id(connection.get()), definition);
          delete(connection.get());
        }
      }
      new DirectWalk(host, narrator).walk(definition);
    }
  }

  /** A walk that was cut short has left something. */
  private void clearAway() throws IOException {
    for (JsonNode left : listed(rest)) {
      rest.delete(path(id(left)) + "?revoke=false");
    }
  }

  private Optional<JsonNode> approve(IntegrationDefinition definition) throws IOException {
    JsonNode session = create(definition);
    visit(user.approve(authorizeUrl(session)));
    JsonNode outcome = polling.poll(id("session_id", session), PATIENT);
    narrator.check(
        outcome.path("status").asText().equals("complete"),
        "the user approved, and the session is complete");
    if (!outcome.has("connection_id")) {
      return Optional.empty();
    }
    JsonNode connection = rest.get(path(id("connection_id", outcome)));
    narrator.check(connection.has("account"), "connected " + describe(connection));
    return Optional.of(connection);
  }

  private void deny(IntegrationDefinition definition) throws IOException {
    JsonNode session = create(definition);
    visit(user.deny(authorizeUrl(session)));
    JsonNode outcome = polling.poll(id("session_id", session), PATIENT);
    narrator.check(
        outcome.path("outcome").asText().equals("denied"),
        "the user denied, and the poll says so: " + outcome.path("error").asText());
  }

  private void letTimeOut(IntegrationDefinition definition) throws IOException {
    JsonNode session = create(definition);
    narrator.say("nobody answers; waiting one second");
    JsonNode left = polling.poll(id("session_id", session), IMPATIENT);
    narrator.check(
        left.path("status").asText().equals("pending"), "the poll timed out: still pending");
  }

  private void list(JsonNode connection) throws IOException {
    JsonNode listed = listed(rest);
    narrator.check(
        isListed(listed, connection), "listed " + listed.size() + " connection(s) of its owner");
  }

  private void delete(JsonNode connection) throws IOException {
    String revocation = rest.delete(path(id(connection))).path("revocation").asText();
    narrator.check(
        revocation.equals("revoked") || (revocation.equals("skipped") && hasSibling(connection)),
        "deleted it; its grant at the service is " + revocation);
    narrator.check(!isListed(listed(rest), connection), "it is not listed any more");
    try {
      rest.get(path(id(connection)));
      narrator.fail("a deleted connection was found");
    } catch (RestClient.Refused gone) {
      narrator.check(gone.code().equals("connection_not_found"), "it is not found any more");
    }
  }

  /** Whether somebody else's connection may live on the same grant, so that it was spared. */
  private boolean hasSibling(JsonNode connection) throws IOException {
    return !rest.get(
            "/workspaces/"
                + WORKSPACE
                + "/connections?integration_type="
                + connection.path("integration_type").asText())
        .isEmpty();
  }

  private JsonNode create(IntegrationDefinition definition) throws IOException {
    JsonNode session =
        rest.post(
            "/oauth/sessions",
            Map.of(
                "integration_type",
                definition.id(),
                "workspace_id",
                WORKSPACE.value(),
                "member_id",
                WALKER));
    narrator.say("created session " + session.path("session_id").asText());
    return session;
  }

  private void visit(URI callback) throws IOException {
    narrator.check(rest.visit(callback) == 200, "the browser arrived at the redirect URI");
  }

  static JsonNode listed(RestClient rest) throws IOException {
    return rest.get(OF_WALKER);
  }

  private static boolean isListed(JsonNode listed, JsonNode connection) {
    return StreamSupport.stream(listed.spliterator(), false)
        .anyMatch(one -> id(one).equals(id(connection)));
  }

  private static URI authorizeUrl(JsonNode session) {
    return URI.create(session.path("authorize_url").asText());
  }

  static String id(JsonNode connection) {
    return id("external_id", connection);
  }

  private static String id(String field, JsonNode node) {
    return node.path(field).asText();
  }

  static String path(String connectionId) {
    return "/workspaces/" + WORKSPACE + "/connections/" + connectionId;
  }

  static String describe(JsonNode connection) {
    JsonNode account = connection.path("account");
    String name =
        account.isMissingNode()
            ? "an unverified account"
            : account.path("display_name").asText("an account without a name")
                + " (account "
                + account.path("id").asText()
                + (account.has("email") ? ", " + account.path("email").asText() : "")
                + ")";
    return id(connection) + ": " + name + " at " + connection.path("integration_type").asText();
  }
}
