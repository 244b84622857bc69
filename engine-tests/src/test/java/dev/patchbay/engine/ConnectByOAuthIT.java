package dev.patchbay.engine;

import static dev.patchbay.engine.TestHost.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.NotFoundException;
import dev.patchbay.error.SessionFailedException;
import dev.patchbay.model.Account;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxAccount;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectByOAuthIT {
  private static final PollOptions PATIENT =
      PollOptions.builder().timeout(Duration.ofSeconds(30)).interval(Duration.ofHours(1)).build();

  private final TestHost host = TestHost.start();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void connectsTheAccountThatApproved() {
    Session session = host.begin();
    assertThat(session.status()).isEqualTo(SessionStatus.PENDING);

    CallbackResult result = host.callback(host.approve(session));

    assertThat(result.refusedWith()).isEmpty();
    assertThat(result.session().status()).isEqualTo(SessionStatus.COMPLETE);
    Connection connection = host.connections().get(0);
    assertThat(result.session().connectionId()).contains(connection.id());
    SandboxAccount account = host.service.account();
    assertThat(connection.account().map(Account::id)).contains(account.id());
    assertThat(connection.account().flatMap(Account::email)).isEqualTo(account.email());
    assertThat(connection.status()).isEqualTo(ConnectionStatus.ACTIVE);
    assertThat(connection.grantedScopes()).isEqualTo(Scopes.of("read", "write"));
    assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void pollReturnsTheConnectionWhenTheCallbackLands() throws Exception {
    Session session = host.begin();
    CompletableFuture<SessionOutcome> outcome =
        host.integrations.sessions().pollAsync(WORKSPACE, session.id(), PATIENT);

    host.callback(host.approve(session));

    assertThat(outcome.get(10, TimeUnit.SECONDS).isComplete()).isTrue();
    assertThat(outcome.get().connectionId()).isPresent();
  }

  @Test
  void pollReturnsDenialAsAValue() {
    Session session = host.begin();
    URI denied = host.user.deny(session.authorizeUrl().map(URI::create).orElseThrow());

    assertThat(host.callback(denied).session().status()).isEqualTo(SessionStatus.DENIED);

    SessionOutcome outcome = host.integrations.sessions().poll(WORKSPACE, session.id(), PATIENT);
    assertThat(outcome.status()).isEqualTo(SessionStatus.DENIED);
    assertThat(outcome.connectionId()).isEmpty();
    assertThat(host.service.count(Endpoint.TOKEN)).isZero();
  }

  @Test
  void pollThrowsTheCodeOfAFailedSession() {
    Session session = host.begin();
    host.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));
    host.callback(host.approve(session));

    assertThatThrownBy(() -> host.integrations.sessions().poll(WORKSPACE, session.id(), PATIENT))
        .isInstanceOfSatisfying(
            SessionFailedException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.CODE_REJECTED);
              assertThat(failure.serviceError()).contains("invalid_grant");
              assertThat(failure.sessionId()).contains(session.id());
            });
  }

  @Test
  void pollTimesOutAndTheSessionGoesOn() {
    Session session = host.begin();
    PollOptions brief = PollOptions.builder().timeout(Duration.ofMillis(50)).build();

    assertThatThrownBy(() -> host.integrations.sessions().poll(WORKSPACE, session.id(), brief))
        .isInstanceOfSatisfying(
            SessionFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.POLL_TIMEOUT));

    assertThat(host.callback(host.approve(session)).session().status())
        .isEqualTo(SessionStatus.COMPLETE);
  }

  @Test
  void pollSeesTheEndOfASessionThatExpiresWhileItWaits() {
    Session session = host.begin();
    PollOptions often =
        PollOptions.builder()
            .timeout(Duration.ofSeconds(30))
            .interval(Duration.ofMillis(250))
            .build();
    CompletableFuture<SessionOutcome> outcome =
        host.integrations.sessions().pollAsync(WORKSPACE, session.id(), often);

    host.clock.advance(Duration.ofMinutes(10));

    assertThatThrownBy(() -> outcome.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            SessionFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SESSION_EXPIRED));
  }

  @Test
  void interruptingAPollEndsTheWaitOnly() throws Exception {
    Session session = host.begin();
    AtomicReference<IntegrationException> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    CountDownLatch polling = new CountDownLatch(1);
    Thread waiter =
        new Thread(
            () -> {
              polling.countDown();
              try {
                host.integrations.sessions().poll(WORKSPACE, session.id(), PATIENT);
              } catch (IntegrationException failure) {
                thrown.set(failure);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    waiter.start();
    polling.await();
    waiter.interrupt();
    waiter.join(10_000);

    assertThat(thrown.get())
        .extracting(IntegrationException::code)
        .isEqualTo(ErrorCode.POLL_INTERRUPTED);
    assertThat(flag.get()).isTrue();
    assertThat(host.callback(host.approve(session)).session().status())
        .isEqualTo(SessionStatus.COMPLETE);
  }

  @Test
  void cancellingAPollLeavesTheSessionAlone() {
    Session session = host.begin();
    CompletableFuture<SessionOutcome> outcome =
        host.integrations.sessions().pollAsync(WORKSPACE, session.id(), PATIENT);

    assertThat(outcome.cancel(true)).isTrue();

    assertThat(host.callback(host.approve(session)).session().status())
        .isEqualTo(SessionStatus.COMPLETE);
  }

  @Test
  void anotherWorkspaceFindsNeitherSessionNorConnection() {
    Session session = host.begin();
    Connection connection = host.connect();

    assertThatThrownBy(
            () -> host.integrations.sessions().get(TestHost.OTHER_WORKSPACE, session.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () -> host.integrations.connections().get(TestHost.OTHER_WORKSPACE, connection.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                host.integrations.sessions().poll(TestHost.OTHER_WORKSPACE, session.id(), PATIENT))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void connectionLacksARequiredScopeThatTheUserUnticked() {
    host.service.script(Endpoint.TOKEN, Fault.with("scope", "write"));

    Connection connection = host.connect();

    assertThat(connection.status()).isEqualTo(ConnectionStatus.INSUFFICIENT_SCOPE);
    assertThat(connection.statusReason()).contains("missing scopes: read");
  }

  @Test
  void emptyScopeMeansNoneAndMissingScopeMeansAssumed() {
    host.service.script(Endpoint.TOKEN, Fault.with("scope", ""));
    Connection none = host.connect();
    assertThat(none.grantedScopes()).isEqualTo(Scopes.none());
    assertThat(none.scopesAssumed()).isFalse();

    host.service.script(Endpoint.TOKEN, Fault.with("scope", List.of()));
    Connection nothing = host.connect();
    assertThat(nothing.grantedScopes()).isEqualTo(Scopes.none());
    assertThat(nothing.scopesAssumed()).isFalse();

    host.service.script(Endpoint.TOKEN, Fault.without("scope"));
    Connection assumed = host.connect();
    assertThat(assumed.grantedScopes()).isEqualTo(Scopes.of("read", "write"));
    assertThat(assumed.scopesAssumed()).isTrue();
  }

  @Test
  void identityThatFailsForAPassingReasonIsAskedForAgain() {
    host.service.script(Endpoint.IDENTITY, Fault.status(503), Fault.closeWithoutReply());
    Session session = host.begin();
    CompletableFuture<SessionOutcome> outcome =
        host.integrations.sessions().pollAsync(WORKSPACE, session.id(), PATIENT);

    assertThat(host.callback(host.approve(session)).session().status())
        .isEqualTo(SessionStatus.PENDING);
    assertThat(host.connections()).isEmpty();

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(outcome::isDone);
    assertThat(outcome.join().isComplete()).isTrue();
    assertThat(host.service.count(Endpoint.IDENTITY)).isEqualTo(3);
    assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @Test
  void grantIsRevokedWhenItsAccountCannotBeIdentifiedInTime() {
    host.service.script(Endpoint.IDENTITY, Fault.status(503), Fault.status(503));
    Session session = host.begin();
    host.callback(host.approve(session));
    host.clock.advance(Duration.ofMinutes(6));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> host.now(session).isEnded() && host.service.count(Endpoint.REVOKE) == 1);

    assertThat(host.now(session).failure().orElseThrow().code()).isEqualTo("identity_unavailable");
    assertThat(host.connections()).isEmpty();
  }

  @Test
  void grantIsRevokedWhenTheServiceRefusesToSayWhoseItIs() {
    host.service.script(Endpoint.IDENTITY, Fault.status(401));

    CallbackResult result = host.callback(host.approve(host.begin()));

    assertThat(result.session().failure().orElseThrow().code()).isEqualTo("identity_rejected");
    assertThat(host.service.count(Endpoint.REVOKE)).isEqualTo(1);
    assertThat(host.connections()).isEmpty();
  }
}
