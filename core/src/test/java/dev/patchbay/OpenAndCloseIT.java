package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.ConnectionFilter;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.PollOptions;
import dev.patchbay.model.RevocationMode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionOutcome;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.model.WorkspaceId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAndCloseIT {
  private static final int WARM_UP = 20;
  private static final int CYCLES = 200;
  private static final WorkspaceId WORKSPACE = WorkspaceId.of("ws_1");

  @Test
  void cyclesOfBuildAndCloseLeaveNoThreadAndNoClass() {
    // The warm-up goes through the checks too, which load classes of their own.
    run(WARM_UP);
    long classesBefore = settle(Long.MAX_VALUE);

    run(CYCLES);

    assertThat(settle(classesBefore + CYCLES / 10)).isLessThan(classesBefore + CYCLES / 10);
    assertThat(ourThreads()).isZero();
  }

  private static void run(int cycles) {
    for (int i = 0; i < cycles; i++) {
      cycle();
    }
  }

  /** Waits until no thread of ours and fewer classes than that are left, and counts the classes. */
  private static long settle(long fewerThan) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ourThreads() == 0 && liveClasses() < fewerThan);
    return liveClasses();
  }

  @Test
  void closingEndsEveryWaitAndRefusesFurtherCalls() {
    Integrations integrations = build();
    Session session = create(integrations);
    CompletableFuture<SessionOutcome> wait =
        integrations.sessions().pollAsync(WORKSPACE, session.id(), PollOptions.defaults());

    integrations.close();
    integrations.close();

    assertThatThrownBy(() -> wait.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLOSED));
    assertThatThrownBy(() -> create(integrations))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLOSED));
  }

  static Stream<Consumer<Integrations>> calls() {
    ConnectionId connection = ConnectionId.of("conn_1");
    return Stream.of(
        closed -> closed.purge(WORKSPACE),
        closed ->
            closed.connections().create(WORKSPACE, ConnectionRequest.builder("plain").build()),
        closed -> closed.connections().get(WORKSPACE, connection),
        closed -> closed.connections().list(WORKSPACE, ConnectionFilter.all()),
        closed -> closed.connections().delete(WORKSPACE, connection, RevocationMode.AUTO));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void closedRegistryTouchesNoConnection(Consumer<Integrations> call) {
    Integrations integrations = build();
    integrations.close();

    assertThatThrownBy(() -> call.accept(integrations))
        .isInstanceOfSatisfying(
            TemporaryFailureException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CLOSED));
  }

  private static void cycle() {
    try (Integrations integrations = build()) {
      Session session = create(integrations);
      CompletableFuture<SessionOutcome> wait =
          integrations.sessions().pollAsync(WORKSPACE, session.id(), PollOptions.defaults());
      assertThat(wait).isNotDone();
    }
  }

  private static Session create(Integrations integrations) {
    return integrations.sessions().create(SessionRequest.builder(WORKSPACE, "plain").build());
  }

  private static Integrations build() {
    return Integrations.builder()
        .withoutDiscovery()
        .provider(new PlainProvider("plain"))
        .callbackUrl("https://host.example/callback")
        .client("plain", OAuthClient.builder("id").clientSecret(Secret.of("secret")).build())
        .build();
  }

  private static long ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("patchbay-"))
        .count();
  }

  private static long liveClasses() {
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }
}
