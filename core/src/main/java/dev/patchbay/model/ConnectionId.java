package dev.patchbay.model;

import java.util.Objects;

/**
 * Names a connection. Immutable.
 *
 * @param value {@code conn_} and 256 random bits in base64url; checked where it is used, so that an
 *     id from outside never throws on the way
 */
public record ConnectionId(String value) {

  /**
   * Refuses null; the shape is checked by the manager that gets the id.
   *
   * @param value the id's text
   */
  public ConnectionId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Wraps an id.
   *
   * @param value {@code conn_} and 256 random bits in base64url
   * @return the id
   */
  public static ConnectionId of(String value) {
    return new ConnectionId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
