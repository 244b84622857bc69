package dev.patchbay.web.spi;

import dev.patchbay.model.Secret;
import java.util.Optional;

/**
 * Says whom a key of the REST API stands for. Implementations are thread-safe, are asked once per
 * request on the container's thread, and answer in a time that does not depend on how much of a
 * wrong key is right.
 */
@FunctionalInterface
public interface KeySource {

  /**
   * Finds the principal of a key. May block for a moment.
   *
   * @param key what the client presented after {@code Bearer}: 1 to 512 visible ASCII characters,
   *     not checked in any other way
   * @return whom it stands for; empty if nobody has it, or has it any more, which the client learns
   *     as 401
   */
  Optional<Principal> find(Secret key);
}
