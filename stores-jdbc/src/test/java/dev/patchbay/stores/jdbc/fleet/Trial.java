package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.testkit.sandbox.SandboxGrant;
import dev.patchbay.testkit.sandbox.SandboxService;

/** One connection, with what its service knows of it. */
record Trial(Mode mode, SandboxService service, SandboxGrant first, ConnectionId id) {

  /** {@return how often the service got the refresh token that the connection was made with} */
  int requests() {
    return service.refreshesSeen().getOrDefault(first.refreshToken().orElseThrow(), 0);
  }

  @Override
  public String toString() {
    return "Trial[" + id + "]";
  }
}
