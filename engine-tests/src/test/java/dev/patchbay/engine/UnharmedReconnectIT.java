package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.AttemptOutcome;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionAttempt;
import dev.patchbay.model.ConnectionExplanation;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Credentials;
import dev.patchbay.model.NextMove;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.definition.RevocationReach;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.RecordedRequest;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of a reconnect that brings nothing better, the connection works as before. */
class UnharmedReconnectIT {
  private static final Fault PARTIAL = Fault.with("scope", "write");

  private TestHost host = TestHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void abandoned() {
    Kept kept = connect();
    Session session = host.begin(reconnect(kept));
    host.clock.advance(Duration.ofMinutes(11));

    assertThat(host.now(session).status()).isEqualTo(SessionStatus.EXPIRED);
    assertUnharmed(kept);
  }

  @Test
  void approvedTooLate() {
    Kept kept = connect();
    Session session = host.begin(reconnect(kept));
    host.clock.advance(Duration.ofMinutes(11));

    assertThat(host.callback(host.approve(session)).refusedWith()).contains("session_expired");
    assertUnharmed(kept);
  }

  @Test
  void denied() {
    Kept kept = connect();
    Session session = host.begin(reconnect(kept));

    host.callback(host.user.deny(session.authorizeUrl().map(URI::create).orElseThrow()));

    assertThat(host.now(session).status()).isEqualTo(SessionStatus.DENIED);
    assertUnharmed(kept);
  }

  @Test
  void refusedByTheTokenEndpoint() {
    Kept kept = connect();
    host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));

    assertThat(failure(reconnect(kept))).isEqualTo("code_rejected");
    assertUnharmed(kept);
  }

  @Test
  void answeredWithoutAToken() {
    Kept kept = connect();
    host.service.script(Endpoint.TOKEN, Fault.without("access_token"));

    assertThat(failure(reconnect(kept))).isEqualTo("token_reply_invalid");
    assertUnharmed(kept);
  }

  @Test
  void notIdentified() {
    Kept kept = connect();
    host.service.script(Endpoint.IDENTITY, Fault.status(401));

    assertThat(failure(reconnect(kept))).isEqualTo("identity_rejected");
    assertUnharmed(kept);
  }

  @Test
  void ofAnotherAccount() {
    Kept kept = connect();
    host.service.signIn(SandboxAccount.builder("acct-2", "grace").build());

    assertThat(failure(reconnect(kept))).isEqualTo("account_mismatch");
    assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
    assertRefusalIsTold(kept, "account_mismatch");
    assertUnharmed(kept);
  }

  @Test
  void withoutARequiredScope() {
    Kept kept = connect();
    host.service.script(Endpoint.TOKEN, PARTIAL);

    Session ended = arrive(reconnect(kept));

    assertThat(ended.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(ended.failure().orElseThrow().code()).isEqualTo("insufficient_scope");
    assertThat(ended.failure().orElseThrow().message()).contains("missing scopes: read");
    assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
    assertRefusalIsTold(kept, "insufficient_scope");
    assertUnharmed(kept);
  }

  /** The account decides which connection would be renewed, be it named or not. */
  @Test
  void withoutARequiredScopeAndWithoutTheConnectionsName() {
    Kept kept = connect();
    host.service.script(Endpoint.TOKEN, PARTIAL);

    assertThat(failure(TestHost.request().build())).isEqualTo("insufficient_scope");
    assertRefusalIsTold(kept, "insufficient_scope");
    assertUnharmed(kept);
  }

  @Test
  void unusedGrantLivesOnWhereEndingItWouldEndTheOldOneToo() {
    host.close();
    host = TestHost.with(new AcmeProvider(RevocationReach.USER_AND_CLIENT));
    Kept kept = connect();
    host.service.script(Endpoint.TOKEN, PARTIAL);

    assertThat(failure(reconnect(kept))).isEqualTo("insufficient_scope");
    assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    assertUnharmed(kept);
  }

  /** As Notion does for connections of before June 2026. */
  @Test
  void tokenThatTheServiceGivesOutOnceMoreIsNotEndedAsUnused() {
    Kept kept = connect();
    Fault same = Fault.with("access_token", kept.credentials().accessToken().reveal());
    host.service.script(Endpoint.TOKEN, same.and(PARTIAL), same.and(PARTIAL), same);
    assertThat(failure(reconnect(kept))).isEqualTo("insufficient_scope");
    assertThat(failure(TestHost.request().build())).isEqualTo("insufficient_scope");
    host.service.script(Endpoint.IDENTITY, Fault.status(401));
    assertThat(failure(reconnect(kept))).isEqualTo("identity_rejected");

    assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    assertUnharmed(kept);
  }

  @Test
  void tokenOfAnotherConnectionIsNotEndedAsUnusedEither() {
    Connection other = host.connect();
    host.service.signIn(SandboxAccount.builder("acct-2", "grace").build());
    Kept kept = connect();
    String token = kept.credentials().accessToken().reveal();
    host.service.script(Endpoint.TOKEN, Fault.with("access_token", token));

    assertThat(failure(TestHost.request().connectionId(other.id()).build()))
        .isEqualTo("account_mismatch");

    assertThat(host.service.count(Endpoint.REVOKE)).isZero();
    assertThat(host.service.isAlive(token)).isTrue();
  }

  @Test
  void connectionThatLacksAScopeTakesAnotherGrantThatLacksIt() {
    host.service.script(Endpoint.TOKEN, PARTIAL, PARTIAL);
    Connection before = host.connect();

    Connection after = host.connect();

    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    assertThat(credentials(after).version()).isEqualTo(2);
  }

  private Kept connect() {
    Connection connection = host.connect();
    return new Kept(connection, credentials(connection));
  }

  private static SessionRequest reconnect(Kept kept) {
    return TestHost.request().connectionId(kept.connection().id()).build();
  }

  private Session arrive(SessionRequest request) {
    CallbackResult result = host.callback(host.approve(host.begin(request)));
    return result.session();
  }

  private String failure(SessionRequest request) {
    return arrive(request).failure().orElseThrow().code();
  }

  private Credentials credentials(Connection connection) {
    return host.integrations.connections().credentials(WORKSPACE, connection.id());
  }

  private void assertRefusalIsTold(Kept kept, String code) {
    ConnectionExplanation told =
        host.integrations.connections().explain(WORKSPACE, kept.connection().id());
    ConnectionAttempt last = told.attempts().get(0);
    assertThat(last.outcome()).isEqualTo(AttemptOutcome.RECONNECT_REFUSED);
    assertThat(last.code()).contains(code);
    assertThat(told.attempts()).hasSize(2);
    assertThat(told.nextMove()).isEqualTo(NextMove.NOBODY);
  }

  /** The old token works, and so does what it is refreshed with. */
  private void assertUnharmed(Kept kept) {
    Connection before = kept.connection();
    assertThat(before.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(host.read(before)).usingRecursiveComparison().isEqualTo(before);
    assertThat(host.connections()).hasSize(1);
    Credentials now = credentials(before);
    assertThat(now.version()).isEqualTo(kept.credentials().version());
    assertThat(now.accessToken()).isEqualTo(kept.credentials().accessToken());
    assertThat(host.service.isAlive(now.accessToken().reveal())).isTrue();

    host.clock.advance(Duration.ofHours(1));
    Credentials refreshed = credentials(before);
    assertThat(refreshed.version()).isEqualTo(now.version() + 1);
    assertThat(host.service.isAlive(refreshed.accessToken().reveal())).isTrue();
    RecordedRequest refresh = lastTokenRequest();
    assertThat(refresh.bodyField("grant_type")).contains("refresh_token");
  }

  private RecordedRequest lastTokenRequest() {
    return host.service.requests(Endpoint.TOKEN).get(host.service.count(Endpoint.TOKEN) - 1);
  }

  private record Kept(Connection connection, Credentials credentials) {}
}
