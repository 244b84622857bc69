package example.acme;

import dev.patchbay.model.ConnectionEvent;
import dev.patchbay.model.SessionEvent;
import dev.patchbay.spi.IntegrationListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Writes down what it is told. */
public final class AcmeListener implements IntegrationListener, Supplier<List<String>> {
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Override
  public void sessionCreated(SessionEvent event) {
    told.add("session created: " + event.session().status());
  }

  @Override
  public void sessionEnded(SessionEvent event) {
    told.add("session ended: " + event.session().status());
  }

  @Override
  public void connectionCreated(ConnectionEvent event) {
    told.add("connection created: " + event.connection().credentialKind());
  }

  @Override
  public void connectionUpdated(ConnectionEvent event) {
    told.add("connection updated: " + event.connection().credentialKind());
  }

  @Override
  public void connectionDeleted(ConnectionEvent event) {
    told.add("connection deleted: " + event.connection().credentialKind());
  }

  @Override
  public List<String> get() {
    return List.copyOf(told);
  }
}
