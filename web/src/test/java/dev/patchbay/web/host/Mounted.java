package dev.patchbay.web.host;

/** A further servlet of a host's registry, in a container of its own. */
public final class Mounted implements AutoCloseable {
  public final Client client;
  private final Container.Running running;

  Mounted(int port, Container.Running running) {
    this.client = new Client(Container.base(port));
    this.running = running;
  }

  @Override
  public void close() {
    try {
      running.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("The container did not stop", failure);
    }
  }
}
