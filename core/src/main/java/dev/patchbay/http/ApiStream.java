package dev.patchbay.http;

import java.io.InputStream;
import java.util.Optional;

/**
 * An answer of a service whose body is read while it arrives. To be closed, which ends the
 * connection; one whose body was read to the end has ended it already. For one thread, except that
 * any thread may close it.
 */
public interface ApiStream extends AutoCloseable {

  /** {@return the HTTP status} */
  int status();

  /** {@return whether the status is 200 to 299} */
  default boolean isSuccess() {
    return status() >= 200 && status() <= 299;
  }

  /**
   * Finds a header.
   *
   * @param name the name, in any case
   * @return the first value; empty if there is none
   */
  Optional<String> header(String name);

  /**
   * {@return the body, always the same stream; empty if there is none} Reading it throws an {@link
   * java.io.IOException} if the service breaks off, if it sends nothing for as long as {@link
   * HttpSettings#deadline()}, or once the exchange takes longer than {@link
   * HttpSettings#streamDeadline()} in all.
   */
  InputStream body();

  /** Ends the connection, whatever is left of the body. Idempotent; does not block. */
  @Override
  void close();
}
