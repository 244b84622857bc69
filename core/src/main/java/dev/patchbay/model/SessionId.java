package dev.patchbay.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a session. Immutable.
 *
 * @param value {@code sess_} and 256 random bits in base64url; checked where it is used, so that an
 *     id from outside never throws on the way
 */
public record SessionId(String value) {

  /**
   * Refuses null; the shape is checked by the manager that gets the id.
   *
   * @param value the id's text
   */
  public SessionId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Wraps an id.
   *
   * @param value {@code sess_} and 256 random bits in base64url
   * @return the id
   */
  public static SessionId of(String value) {
    return new SessionId(value);
  }

  // Written out: those of a record are put together at their first use, which every start waits
  // for.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SessionId that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
