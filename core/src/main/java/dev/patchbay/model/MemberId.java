package dev.patchbay.model;

import java.util.Objects;

/**
 * Names a member of a workspace: the user who owns a connection that is not shared. Immutable.
 *
 * @param value 1 to 128 printable characters without spaces; checked where it is used, so that an
 *     id from outside never throws on the way
 */
public record MemberId(String value) {

  /**
   * Refuses null; the shape is checked by the manager that gets the id.
   *
   * @param value the id's text
   */
  public MemberId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Wraps an id.
   *
   * @param value 1 to 128 printable characters without spaces
   * @return the id
   */
  public static MemberId of(String value) {
    return new MemberId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
