package dev.patchbay.spi.store;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a conditional write of a connection came to, and the connection. Immutable. */
public final class WriteOutcome {
  private final WriteStatus status;
  private final @Nullable ConnectionRecord connection;

  private WriteOutcome(WriteStatus status, @Nullable ConnectionRecord connection) {
    this.status = status;
    this.connection = connection;
  }

  /**
   * Says that the connection was written.
   *
   * @param connection the connection as it is now
   * @return the outcome
   */
  public static WriteOutcome done(ConnectionRecord connection) {
    return new WriteOutcome(WriteStatus.DONE, Objects.requireNonNull(connection, "connection"));
  }

  /** {@return the outcome of a write that came too late, see {@link WriteStatus#CONFLICT}} */
  public static WriteOutcome conflict() {
    return new WriteOutcome(WriteStatus.CONFLICT, null);
  }

  /** {@return the outcome of a write to what is gone, see {@link WriteStatus#GONE}} */
  public static WriteOutcome gone() {
    return new WriteOutcome(WriteStatus.GONE, null);
  }

  /** {@return what the write came to} */
  public WriteStatus status() {
    return status;
  }

  /** {@return the connection as it is now; empty if nothing was written} */
  public Optional<ConnectionRecord> connection() {
    return Optional.ofNullable(connection);
  }

  @Override
  public String toString() {
    return "WriteOutcome[" + status + "]";
  }
}
