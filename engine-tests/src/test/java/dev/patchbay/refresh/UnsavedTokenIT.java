package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.TemporaryFailureException;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.Stores;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A token that the service gave out, and that the store cannot take just now, is not lost. */
class UnsavedTokenIT {

  @Test
  void isSavedWhenTheStoreIsBack() {
    try (Cluster cluster = Cluster.strict()) {
      AtomicInteger failures = new AtomicInteger(5);
      Integrations node = cluster.node(builder -> builder.stores(failing(cluster, failures)));
      Connection connection = cluster.connectExpired(node);

      assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
      assertThat(cluster.set(connection.id()).version()).isEqualTo(2);
      assertThat(cluster.tokenRequests()).isEqualTo(1);
    }
  }

  @Test
  void isSavedByACloseThatComesMeanwhile() throws Exception {
    try (Cluster cluster = Cluster.strict();
        Callers callers = new Callers()) {
      AtomicInteger failures = new AtomicInteger(5);
      Integrations node = cluster.node(builder -> builder.stores(failing(cluster, failures)));
      Connection connection = cluster.connectExpired(node);
      Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
      Awaitility.await().until(() -> failures.get() < 5);
      node.close();

      assertThat(cluster.isAlive(Callers.result(reader))).isTrue();
      assertThat(cluster.set(connection.id()).version()).isEqualTo(2);
    }
  }

  @Test
  void isNotWaitedForAsLongAsTheStoreMayBeAway() throws Exception {
    try (Cluster cluster = Cluster.strict();
        Callers callers = new Callers()) {
      AtomicInteger failures = new AtomicInteger(Integer.MAX_VALUE);
      Integrations node = cluster.node(builder -> builder.stores(failing(cluster, failures)));
      Connection connection = cluster.connectExpired(node);
      Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
      Awaitility.await().until(() -> failures.get() < Integer.MAX_VALUE);
      cluster.clock.advance(Duration.ofSeconds(3));

      assertThatThrownBy(() -> Callers.result(reader))
          .isInstanceOfSatisfying(
              TemporaryFailureException.class,
              away -> assertThat(away.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
      cluster.clock.advance(Duration.ofMinutes(10));
      failures.set(0);
      Awaitility.await().until(() -> cluster.set(connection.id()).version() == 2);
      assertThat(cluster.isAlive(Cluster.read(node, connection))).isTrue();
      assertThat(cluster.tokenRequests()).isEqualTo(1);
    }
  }

  /** Stores that fail to replace a credential so many times. */
  private static Stores failing(Cluster cluster, AtomicInteger failures) {
    return new Tampered(
        cluster.stores,
        (method, arguments) -> {
          if (method.equals("replace") && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("The database is away");
          }
          return Optional.empty();
        });
  }
}
