package dev.patchbay.stores.jdbc.fleet;

import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.RefreshRules;
import dev.patchbay.testkit.sandbox.Rotation;
import java.time.Duration;
import java.util.Locale;

/** What a refresh does to the tokens of before: at the service, and as its definition says. */
enum Mode {
  KEPT,
  REPLAY,
  GRACE,
  STRICT,
  STRICT_WITH_ACCESS;

  /** So many services of each mode, so that no connection waits in the queue of another. */
  static final int SERVICES = 3;

  private static final Duration LONG = Duration.ofMinutes(30);
  private static final Duration SHORT = Duration.ofMinutes(2);

  Rotation rotation() {
    return switch (this) {
      case KEPT -> Rotation.none();
      case REPLAY -> Rotation.replay(LONG);
      case GRACE -> Rotation.graceThenFamily(SHORT);
      case STRICT -> Rotation.strict();
      case STRICT_WITH_ACCESS -> Rotation.strictWithAccess();
    };
  }

  RefreshRules rules() {
    RefreshRules.Builder rules = RefreshRules.builder();
    return switch (this) {
      case KEPT -> rules.rotation(RefreshRotation.KEPT).build();
      case REPLAY -> rules.replayWindow(LONG).build();
      case GRACE -> rules.replayWindow(SHORT).build();
      case STRICT -> rules.build();
      case STRICT_WITH_ACCESS -> rules.endsAccessToken().build();
    };
  }

  boolean isStrict() {
    return this == STRICT || this == STRICT_WITH_ACCESS;
  }

  /** {@return the integration of one of its services} */
  String id(int number) {
    return name().toLowerCase(Locale.ROOT).replace("_", "-") + "-" + number;
  }
}
