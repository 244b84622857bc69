package dev.patchbay.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names a workspace of the host: the tenant that sessions and connections belong to. Immutable.
 *
 * @param value 1 to 128 printable characters without spaces, for instance {@code ws_abc123};
 *     checked where it is used, so that an id from outside never throws on the way
 */
public record WorkspaceId(String value) {

  /**
   * Refuses null; the shape is checked by the manager that gets the id.
   *
   * @param value the id's text
   */
  public WorkspaceId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * Wraps an id.
   *
   * @param value 1 to 128 printable characters without spaces, for instance {@code ws_abc123}
   * @return the id
   */
  public static WorkspaceId of(String value) {
    return new WorkspaceId(value);
  }

  // Written out: those of a record are put together at their first use, which every start waits
  // for.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WorkspaceId that && value.equals(that.value);
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
