package dev.patchbay.demo;

import static dev.patchbay.demo.DemoHost.WORKSPACE;

import dev.patchbay.ConnectionManager;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.AuthorizedClient;
import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.SandboxService;
import java.net.URI;
import java.time.Duration;

/** Uses a connection whose token expires: lets it, takes another one, and calls the API with it. */
final class CredentialWalk {
  private final DemoHost host;
  private final ConnectionManager connections;
  private final Narrator narrator;

  CredentialWalk(DemoHost host, Narrator narrator) {
    this.host = host;
    this.connections = host.integrations().connections();
    this.narrator = narrator;
  }

  void walk(String connectionId, IntegrationDefinition definition) {
    Connection connection = connections.get(WORKSPACE, ConnectionId.of(connectionId));
    SandboxService service = host.sandbox().service(definition.id());
    Credentials first = connections.credentials(WORKSPACE, connection.id());
    narrator.check(isAlive(service, first), "got its access token, which is never shown here");
    connection
        .expiresAt()
        .map(end -> Duration.between(connection.updatedAt(), end))
        .ifPresent(left -> letExpire(first, left, service));
    call(connection, definition);
    explain(connection);
  }

  private void letExpire(Credentials first, Duration left, SandboxService service) {
    host.passTime(first.connectionId(), left.plusSeconds(1));
    narrator.check(
        !isAlive(service, first),
        "the clock moves by " + left.toMinutes() + " minutes: it expired");
    int before = service.count(Endpoint.TOKEN);
    Credentials second = connections.credentials(WORKSPACE, first.connectionId());
    int requests = service.count(Endpoint.TOKEN) - before;
    narrator.check(
        requests == 1 && second.version() > first.version() && isAlive(service, second),
        "asked again, got another one for " + requests + " token request");
  }

  /** Asks the service what it was asked for at the start: whose account it is. */
  private void call(Connection connection, IntegrationDefinition definition) {
    AuthorizedClient api = connections.http(WORKSPACE, connection.id());
    IdentityCall question = definition.identity().orElseThrow();
    URI url =
        question
            .base()
            .map(base -> URI.create(base.expandToText(connection.variables()) + question.path()))
            .orElseGet(() -> api.url(question.path()));
    ApiRequest.Builder request = ApiRequest.builder(question.method(), url);
    ApiReply reply =
        api.send(
            (question.jsonBody().isEmpty() ? request : request.json(question.jsonBody())).build());
    narrator.check(reply.isSuccess(), "called its API: HTTP " + reply.status());
  }

  private void explain(Connection connection) {
    ConnectionExplanation told = connections.explain(WORKSPACE, connection.id());
    AttemptOutcome expected =
        connection.expiresAt().isPresent() ? AttemptOutcome.REFRESHED : AttemptOutcome.CREATED;
    narrator.check(
        told.attempts().get(0).outcome() == expected,
        "explained: last it was " + told.attempts().get(0).outcome() + ". " + told.advice());
  }

  private static boolean isAlive(SandboxService service, Credentials credentials) {
    return service.isAlive(credentials.accessToken().reveal());
  }
}
