package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.error.ReconnectRequiredException;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionStatus;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.Rotation;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failed refresh means to the connection, and what its readers get. */
class FailedRefreshIT {
  private static final Duration WINDOW = Duration.ofMinutes(2);

  @Test
  void grantThatTheServiceEndedNeedsItsUserAndIsNeverAskedForAgain() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connectExpired(node);
      cluster.service.endToken(cluster.firstToken(connection));
      cluster.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));
      for (int read = 0; read < 5; read++) {
        assertFailure(node, connection, ReconnectRequiredException.class, ErrorCode.GRANT_REVOKED);
        cluster.clock.advance(Cluster.HOUR);
      }
      assertThat(cluster.tokenRequests()).isEqualTo(1);
      Connection dead = cluster.row(connection.id()).connection();
      assertThat(dead.status()).isEqualTo(ConnectionStatus.NEEDS_REAUTH);
      assertThat(dead.statusCause()).contains("grant_revoked");
    }
  }

  @Test
  void refreshTokenThatWasIdleTooLongIsToldAsExpired() {
    RefreshRules rules = RefreshRules.builder().idleLife(Duration.ofDays(30)).build();
    try (Cluster cluster = Cluster.of(Rotation.strict(), rules)) {
      Integrations node = cluster.node();
      Connection connection = cluster.connect(node);
      cluster.clock.advance(Duration.ofDays(31));
      cluster.service.script(Endpoint.TOKEN, Fault.error("invalid_grant"));

      assertFailure(node, connection, ReconnectRequiredException.class, ErrorCode.GRANT_EXPIRED);
    }
  }

  @Test
  void credentialThatCannotBeRefreshedIsServedToItsEndAndThenNeedsItsUser() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connectAccessOnly(node);
      cluster.clock.advance(Cluster.HOUR.minusSeconds(1));
      assertThat(Cluster.read(node, connection).version()).isEqualTo(1);
      cluster.clock.advance(Duration.ofSeconds(1));

      assertFailure(node, connection, ReconnectRequiredException.class, ErrorCode.GRANT_EXPIRED);
      assertThat(cluster.tokenRequests()).isZero();
    }
  }

  @Test
  void oldTokenIsServedWhileItLivesAndTheServiceIsAskedNoMoreThanTold() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connect(node);
      cluster.clock.advance(Cluster.HOUR.minusSeconds(20));
      cluster.service.breakDown(
          Endpoint.TOKEN, Fault.status(429).and(Fault.header("Retry-After", "300")));

      assertThat(Cluster.read(node, connection).version()).isEqualTo(1);
      cluster.clock.advance(Duration.ofSeconds(20));
      assertThatThrownBy(() -> Cluster.read(node, connection))
          .isInstanceOfSatisfying(
              TemporaryFailureException.class,
              failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(280)));
      cluster.clock.advance(Duration.ofSeconds(279));
      assertThatThrownBy(() -> Cluster.read(node, connection))
          .isInstanceOf(TemporaryFailureException.class);
      assertThat(cluster.tokenRequests()).isEqualTo(1);
      cluster.service.mend(Endpoint.TOKEN);
      cluster.clock.advance(Duration.ofSeconds(1));

      assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
    }
  }

  @Test
  void hiccupIsBridgedWithinTheCall() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connectExpired(node);
      cluster.service.script(Endpoint.TOKEN, Fault.status(503), Fault.status(502));

      assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
      assertThat(cluster.tokenRequests()).isEqualTo(3);
      assertThat(cluster.set(connection.id()).failedAttempts()).isZero();
    }
  }

  @ParameterizedTest(name = "HTTP {0}")
  @CsvSource({"400,''", "403,''", "400,'not_a_known_code'"})
  void refusalThatNobodyUnderstandsBacksOffFurtherAndFurther(int status, String code) {
    Fault fault =
        code.isEmpty() ? Fault.html(status) : Fault.json(status, "{\"error\":\"" + code + "\"}");
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      Connection connection = cluster.connectExpired(node);
      cluster.service.breakDown(Endpoint.TOKEN, fault);
      for (int minute = 0; minute < 60; minute++) {
        assertThatThrownBy(() -> Cluster.read(node, connection))
            .isInstanceOf(TemporaryFailureException.class);
        cluster.clock.advance(Duration.ofMinutes(1));
      }
      assertThat(cluster.tokenRequests()).isBetween(3, 20);
      assertThat(cluster.row(connection.id()).connection().status())
          .isEqualTo(ConnectionStatus.ACTIVE);
    }
  }

  static Stream<Arguments> services() {
    RefreshRules window = RefreshRules.builder().replayWindow(WINDOW).build();
    return Stream.of(
        Arguments.of("kept", Rotation.none(), Cluster.KEPT),
        Arguments.of("replaying", Rotation.replay(WINDOW), window),
        Arguments.of("with grace", Rotation.graceThenFamily(WINDOW), window));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("services")
  void lostAnswerIsAskedForAgainWithinItsGrace(String name, Rotation rotation, RefreshRules rules) {
    try (Cluster cluster = Cluster.of(rotation, rules)) {
      Integrations node = cluster.node();
      for (int trial = 1; trial <= 20; trial++) {
        Connection connection = cluster.connectExpired(node);
        Fault acted = Fault.closeWithoutReply();
        cluster.service.script(Endpoint.TOKEN, trial % 2 == 0 ? acted : Fault.deaf());

        assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
        assertThat(cluster.tokenRequests()).isEqualTo(2 * trial);
      }
    }
  }

  @Test
  void strictServiceThatDidNotActIsAskedAgain() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      for (int trial = 1; trial <= 20; trial++) {
        Connection connection = cluster.connectExpired(node);
        cluster.service.script(Endpoint.TOKEN, Fault.deaf());
        assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
      }
      assertThat(cluster.tokenRequests()).isEqualTo(40);
    }
  }

  @Test
  void strictServiceThatActedUnheardIsToldAsUnknownAfterOneMoreRequest() {
    try (Cluster cluster = Cluster.strict()) {
      Integrations node = cluster.node();
      for (int trial = 1; trial <= 20; trial++) {
        Connection connection = cluster.connectExpired(node);
        cluster.service.script(Endpoint.TOKEN, Fault.closeWithoutReply());
        for (int read = 0; read < 3; read++) {
          assertFailure(
              node,
              connection,
              ReconnectRequiredException.class,
              ErrorCode.REFRESH_OUTCOME_UNKNOWN);
        }
        assertThat(cluster.tokenRequests()).isEqualTo(2 * trial);
      }
    }
  }

  @Test
  void clientThatIsGoneHereIsTheOperatorsToMendAndCostsNoRequest() {
    try (Cluster cluster = Cluster.strict()) {
      Connection connection = cluster.connectExpired(cluster.node());
      Integrations later =
          cluster.node(builder -> builder.client(Cluster.ID, cluster.service.createClient()));

      assertFailure(later, connection, MisconfiguredException.class, ErrorCode.CLIENT_MISSING);
      assertThat(cluster.tokenRequests()).isZero();
      assertThat(cluster.row(connection.id()).connection().status())
          .isEqualTo(ConnectionStatus.ACTIVE);
    }
  }

  @Test
  void unknownExpiryIsUsedUntilTheDefaultLifeOfTheServiceIsOver() {
    RefreshRules rules = RefreshRules.builder().accessLife(Duration.ofHours(8)).build();
    try (Cluster cluster = Cluster.untold(rules)) {
      Integrations node = cluster.node();
      Connection connection = cluster.connect(node);
      cluster.clock.advance(Duration.ofHours(7));
      assertThat(Cluster.read(node, connection).version()).isEqualTo(1);
      cluster.clock.advance(Duration.ofHours(1));
      cluster.service.script(
          Endpoint.TOKEN, Fault.status(503), Fault.status(503), Fault.status(503));

      assertThat(Cluster.read(node, connection).version())
          .as("nobody said that it is over")
          .isEqualTo(1);
      cluster.clock.advance(Duration.ofMinutes(2));
      assertThat(Cluster.read(node, connection).version()).isEqualTo(2);
    }
  }

  @Test
  void endOfARefreshTokenThatStaysIsKept() {
    try (Cluster cluster = Cluster.of(Rotation.none(), Cluster.KEPT)) {
      Integrations node = cluster.node();
      Connection connection = cluster.connectExpired(node);
      cluster.service.script(Endpoint.TOKEN, Fault.with("refresh_token_expires_in", 7 * 24 * 3600));
      Credentials first = Cluster.read(node, connection);
      cluster.clock.advance(Cluster.HOUR);
      Credentials second = Cluster.read(node, connection);

      assertThat(second.version()).isEqualTo(first.version() + 1);
      assertThat(cluster.set(connection.id()).refreshExpiresAt())
          .contains(cluster.clock.instant().minus(Cluster.HOUR).plus(Duration.ofDays(7)));
    }
  }

  private static void assertFailure(
      Integrations node,
      Connection connection,
      Class<? extends IntegrationException> type,
      ErrorCode code) {
    assertThatThrownBy(() -> Cluster.read(node, connection))
        .isInstanceOf(type)
        .extracting(failure -> ((IntegrationException) failure).code())
        .isEqualTo(code);
  }
}
