package dev.patchbay.internal.connection;

import dev.patchbay.model.Connection;
import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.spi.IntegrationListener;
import dev.patchbay.spi.store.ConnectionWrite;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener, and keeps what one of them throws from the others and from us. */
public final class Listeners {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<IntegrationListener> listeners;

  public Listeners(List<IntegrationListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** Tells of a connection that was written. */
  public void written(ConnectionWrite write, Connection connection) {
    ConnectionEvent event = ConnectionEvent.builder(connection).build();
    tell(
        listener -> {
          if (write.expectedRevision().isEmpty()) {
            listener.connectionCreated(event);
          } else {
            listener.connectionUpdated(event);
          }
        });
  }

  /** Tells of a connection that is gone. */
  public void deleted(Connection connection) {
    ConnectionEvent event = ConnectionEvent.builder(connection).build();
    tell(listener -> listener.connectionDeleted(event));
  }

  public void tell(Consumer<IntegrationListener> event) {
    for (IntegrationListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (Throwable foreign) {
        rethrowIfFatal(foreign);
        // Its message is not ours to log: a listener may put a secret of the host's there.
        LOG.warn(
            "The listener {} threw {}; the event is lost to it alone",
            listener.getClass().getName(),
            foreign.getClass().getName());
      }
    }
  }

  /** Sneaky exceptions and errors of a listener stay with it; those of the JVM itself do not. */
  private static void rethrowIfFatal(Throwable foreign) {
    if (foreign instanceof VirtualMachineError fatal && !(foreign instanceof StackOverflowError)) {
      throw fatal;
    }
  }
}
