package dev.patchbay.testkit.sandbox;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long tokens live, as the answer that gives them out says. Immutable. */
public final class Lifetimes {
  private static final Lifetimes UNLIMITED = new Lifetimes(null, null);

  private final @Nullable Duration access;
  private final @Nullable Duration refresh;

  private Lifetimes(@Nullable Duration access, @Nullable Duration refresh) {
    this.access = access;
    this.refresh = refresh;
  }

  /** {@return lives without an end, of which the answer says nothing} */
  public static Lifetimes unlimited() {
    return UNLIMITED;
  }

  /**
   * Limits the life of access tokens.
   *
   * @param life from when they are given out
   * @return the changed copy
   */
  public Lifetimes withAccess(Duration life) {
    return new Lifetimes(Objects.requireNonNull(life, "life"), refresh);
  }

  /**
   * Limits the life of refresh tokens.
   *
   * @param life from when they are given out; a new one that replaces another begins anew
   * @return the changed copy
   */
  public Lifetimes withRefresh(Duration life) {
    return new Lifetimes(access, Objects.requireNonNull(life, "life"));
  }

  /** {@return how long an access token lives; empty if it has no end} */
  public Optional<Duration> access() {
    return Optional.ofNullable(access);
  }

  /** {@return how long a refresh token lives; empty if it has no end} */
  public Optional<Duration> refresh() {
    return Optional.ofNullable(refresh);
  }

  /** What is left of both after some time. */
  Lifetimes after(Duration passed) {
    return new Lifetimes(
        access().map(life -> life.minus(passed)).orElse(null),
        refresh().map(life -> life.minus(passed)).orElse(null));
  }

  @Override
  public String toString() {
    return "Lifetimes[access=" + access + ", refresh=" + refresh + "]";
  }
}
