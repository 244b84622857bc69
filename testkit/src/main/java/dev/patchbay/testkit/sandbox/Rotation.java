package dev.patchbay.testkit.sandbox;

import java.time.Duration;

/**
 * What a refresh does to the tokens of before, and what becomes of those who bring an old refresh
 * token again. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700, section 4.14.2</a>
 */
public final class Rotation {
  private enum Reuse {
    ALLOWED,
    REFUSED,
    ANSWERED_AGAIN,
    ENDS_ALL
  }

  private static final Rotation NONE = new Rotation(Reuse.ALLOWED, Duration.ZERO, false);
  private static final Rotation STRICT = new Rotation(Reuse.REFUSED, Duration.ZERO, false);
  private static final Rotation STRICT_WITH_ACCESS =
      new Rotation(Reuse.REFUSED, Duration.ZERO, true);

  private final Reuse reuse;
  private final Duration window;
  private final boolean endsAccess;

  private Rotation(Reuse reuse, Duration window, boolean endsAccess) {
    this.reuse = reuse;
    this.window = window;
    this.endsAccess = endsAccess;
  }

  /** {@return the refresh token stays the same, and so can be used again and again} */
  public static Rotation none() {
    return NONE;
  }

  /** {@return the old refresh token is dead at once; the old access token lives its time out} */
  public static Rotation strict() {
    return STRICT;
  }

  /** {@return the old refresh token and the old access token are dead at once} */
  public static Rotation strictWithAccess() {
    return STRICT_WITH_ACCESS;
  }

  /**
   * Has the old refresh token answered with the same new tokens for a while, and then refused.
   *
   * @param window for how long after its first use
   * @return the rotation
   * @throws IllegalArgumentException if it is zero or less
   */
  public static Rotation replay(Duration window) {
    return new Rotation(Reuse.ANSWERED_AGAIN, positive(window), false);
  }

  /**
   * Has the old refresh token good for further new tokens for a while. Who brings it after that
   * ends every token of the grant.
   *
   * @param grace for how long after its first use
   * @return the rotation
   * @throws IllegalArgumentException if it is zero or less
   */
  public static Rotation graceThenFamily(Duration grace) {
    return new Rotation(Reuse.ENDS_ALL, positive(grace), false);
  }

  @Override
  public String toString() {
    return "Rotation[" + reuse + ", window=" + window + ", endsAccess=" + endsAccess + "]";
  }

  boolean replacesRefreshToken() {
    return reuse != Reuse.ALLOWED;
  }

  boolean endsAccessToken() {
    return endsAccess;
  }

  /** Whether an old refresh token within the window is answered with the same tokens again. */
  boolean repeatsAnswer() {
    return reuse == Reuse.ANSWERED_AGAIN;
  }

  /** Whether an old refresh token after the window ends the whole grant. */
  boolean endsFamily() {
    return reuse == Reuse.ENDS_ALL;
  }

  /** How long a refresh token is good for after its first use. */
  Duration window() {
    return window;
  }

  private static Duration positive(Duration window) {
    if (window.isZero() || window.isNegative()) {
      throw new IllegalArgumentException(
          "The window was " + window + "; it must be longer than nothing");
    }
    return window;
  }
}
