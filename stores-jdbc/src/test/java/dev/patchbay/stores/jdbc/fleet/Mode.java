package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.testkit.sandbox.Rotation;
import java.time.Duration;
import java.util.Locale;

/** What a refresh does to the tokens of before: at the service, and as its definition says. */
enum Mode {
  KEPT(Rotation.none(), RefreshRules.builder().rotation(RefreshRotation.KEPT).build()),
  REPLAY(Rotation.replay(Window.LONG), RefreshRules.builder().replayWindow(Window.LONG).build()),
  GRACE(
      Rotation.graceThenFamily(Window.SHORT),
      RefreshRules.builder().replayWindow(Window.SHORT).build()),
  STRICT(Rotation.strict(), RefreshRules.builder().build()),
  STRICT_WITH_ACCESS(Rotation.strictWithAccess(), RefreshRules.builder().endsAccessToken().build());

  /** So many services of each mode, so that no connection waits in the queue of another. */
  static final int SERVICES = 3;

  private final Rotation rotation;
  private final RefreshRules rules;

  Mode(Rotation rotation, RefreshRules rules) {
    this.rotation = rotation;
    this.rules = rules;
  }

  Rotation rotation() {
    return rotation;
  }

  RefreshRules rules() {
    return rules;
  }

  boolean isStrict() {
    return this == STRICT || this == STRICT_WITH_ACCESS;
  }

  /** {@return the integration of one of its services} */
  String id(int number) {
    return name().toLowerCase(Locale.ROOT).replace("_", "-") + "-" + number;
  }

  private static final class Window {
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration SHORT = Duration.ofSeconds(120);
  }
}
