package dev.patchbay.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.Integrations;
import dev.patchbay.model.Connection;
import dev.patchbay.model.Credentials;
import dev.patchbay.spi.ConnectionStore;
import dev.patchbay.spi.SessionStore;
import dev.patchbay.spi.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
      AtomicInteger failures = new AtomicInteger(8);
      Integrations node = cluster.node(builder -> builder.stores(failing(cluster, failures)));
      Connection connection = cluster.connectExpired(node);
      Future<Credentials> reader = callers.start(() -> Cluster.read(node, connection));
      Awaitility.await().until(() -> failures.get() < 8);
      node.close();

      assertThat(cluster.isAlive(Callers.result(reader))).isTrue();
      assertThat(cluster.set(connection.id()).version()).isEqualTo(2);
    }
  }

  /** Stores that fail to replace a credential so many times. */
  private static Stores failing(Cluster cluster, AtomicInteger failures) {
    ConnectionStore good = cluster.stores.connections();
    ConnectionStore connections =
        (ConnectionStore)
            Proxy.newProxyInstance(
                ConnectionStore.class.getClassLoader(),
                new Class<?>[] {ConnectionStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("replace") && failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("The database is away");
                  }
                  try {
                    return method.invoke(good, arguments);
                  } catch (InvocationTargetException failure) {
                    throw failure.getTargetException();
                  }
                });
    return new Stores() {
      @Override
      public SessionStore sessions() {
        return cluster.stores.sessions();
      }

      @Override
      public ConnectionStore connections() {
        return connections;
      }

      @Override
      public boolean isDurable() {
        return false;
      }
    };
  }
}
