package dev.patchbay.model;

import java.util.Objects;

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

  @Override
  public String toString() {
    return value;
  }
}
