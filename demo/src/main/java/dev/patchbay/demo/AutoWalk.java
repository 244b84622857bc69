package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.DeletionReceipt;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Revocation;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.testkit.sandbox.SandboxUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Plays the user: approves once, denies once, lets one session time out, lists, uses and deletes;
 * then hands over credentials.
 */
final class AutoWalk {
  /** Owns what is connected on the way, so that nothing that others connected is touched. */
  static final MemberId WALKER = MemberId.of("walker");

  private static final PollOptions PATIENT =
      PollOptions.builder().timeout(Duration.ofSeconds(30)).build();
  private static final PollOptions IMPATIENT =
      PollOptions.builder().timeout(Duration.ofSeconds(1)).build();

  private final Integrations integrations;
  private final DemoHost host;
  private final SandboxUser user;
  private final HttpClient browser = HttpClient.newHttpClient();
  private final Narrator narrator;

  AutoWalk(DemoHost host, Narrator narrator) {
    this.host = host;
    this.integrations = host.integrations();
    this.user = SandboxUser.at(host.sandbox());
    this.narrator = narrator;
  }

  void walk() throws IOException {
    clearAway();
    List<IntegrationDefinition> installed = integrations.installed();
    narrator.check(!installed.isEmpty(), installed.size() + " integration(s) installed");
    for (IntegrationDefinition definition : installed) {
      if (definition.oauth2().isPresent()) {
        narrator.title(definition.displayName() + " by OAuth, against the sandbox");
        Optional<Connection> connection = approve(definition);
        deny(definition);
        letTimeOut(definition);
        if (connection.isPresent()) {
          list(connection.get());
          new CredentialWalk(host, narrator).walk(connection.get(), definition);
          delete(connection.get());
        }
      }
      new DirectWalk(host, narrator).walk(definition);
    }
  }

  /** A walk that was cut short has left something. */
  private void clearAway() {
    for (Connection left : listed()) {
      integrations.connections().delete(WORKSPACE, left.id(), RevocationMode.NEVER);
    }
  }

  private Optional<Connection> approve(IntegrationDefinition definition) throws IOException {
    Session session = create(definition);
    visit(user.approve(session.authorizeUrl().orElseThrow()));
    SessionOutcome outcome = integrations.sessions().poll(WORKSPACE, session.id(), PATIENT);
    narrator.check(outcome.isComplete(), "the user approved, and the session is complete");
    Optional<Connection> connection =
        outcome.connectionId().map(id -> integrations.connections().get(WORKSPACE, id));
    narrator.check(
        connection.flatMap(Connection::account).isPresent(),
        "connected " + connection.map(AutoWalk::describe).orElse("nothing"));
    return connection;
  }

  private void deny(IntegrationDefinition definition) throws IOException {
    Session session = create(definition);
    visit(user.deny(session.authorizeUrl().orElseThrow()));
    SessionOutcome outcome = integrations.sessions().poll(WORKSPACE, session.id(), PATIENT);
    narrator.check(
        outcome.status() == SessionStatus.DENIED, "the user denied, and the poll says so");
  }

  private void letTimeOut(IntegrationDefinition definition) {
    Session session = create(definition);
    narrator.say("nobody answers; waiting one second");
    try {
      integrations.sessions().poll(WORKSPACE, session.id(), IMPATIENT);
      narrator.fail("the poll ended although nobody answered");
    } catch (SessionFailedException failure) {
      narrator.check(
          failure.code() == ErrorCode.POLL_TIMEOUT, "the poll timed out: " + failure.getMessage());
    }
  }

  private void list(Connection connection) {
    List<Connection> listed = listed();
    narrator.check(
        listed.stream().anyMatch(one -> one.id().equals(connection.id())),
        "listed " + listed.size() + " connection(s) of its owner");
  }

  private void delete(Connection connection) {
    DeletionReceipt receipt =
        integrations.connections().delete(WORKSPACE, connection.id(), RevocationMode.AUTO);
    narrator.check(
        receipt.revocation() == Revocation.REVOKED
            || (receipt.revocation() == Revocation.SKIPPED && hasSibling(connection)),
        "deleted it; its grant at the service is " + receipt.revocation());
    narrator.check(
        listed().stream().noneMatch(one -> one.id().equals(connection.id())),
        "it is not listed any more");
    try {
      integrations.connections().get(WORKSPACE, connection.id());
      narrator.fail("a deleted connection was found");
    } catch (NotFoundException gone) {
      narrator.check(true, "it is not found any more");
    }
  }

  /** A person may have connected the same account; a revocation that ends both is left out. */
  private boolean hasSibling(Connection connection) {
    ConnectionFilter others =
        ConnectionFilter.builder().integrationType(connection.integrationType()).build();
    return integrations.connections().list(WORKSPACE, others).connections().stream()
        .anyMatch(other -> other.credentialKind() != CredentialKind.API_KEY);
  }

  private Session create(IntegrationDefinition definition) {
    Session session =
        integrations
            .sessions()
            .create(SessionRequest.builder(WORKSPACE, definition.id()).memberId(WALKER).build());
    narrator.say("created session " + session.id());
    return session;
  }

  private List<Connection> listed() {
    return integrations
        .connections()
        .list(WORKSPACE, ConnectionFilter.builder().memberId(WALKER).build())
        .connections();
  }

  private void visit(URI callback) throws IOException {
    try {
      int status =
          browser
              .send(HttpRequest.newBuilder(callback).build(), BodyHandlers.discarding())
              .statusCode();
      narrator.check(status == 200, "the browser arrived at the redirect URI");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("The demo was interrupted", interrupted);
    }
  }

  static String describe(Connection connection) {
    String account =
        connection
            .account()
            .map(
                one ->
                    one.displayName().orElse("an account without a name")
                        + " (account "
                        + one.id()
                        + one.email().map(email -> ", " + email).orElse("")
                        + ")")
            .orElse("an unverified account");
    return connection.id() + ": " + account + " at " + connection.integrationType();
  }
}
