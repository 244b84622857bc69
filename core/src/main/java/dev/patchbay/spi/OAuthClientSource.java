package dev.patchbay.spi;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import java.util.Optional;

/**
 * Where OAuth clients come from when they are not settings: a host whose tenants bring their own
 * OAuth apps implements this. Thread-safe; asked at every session and revocation, so it answers
 * fast.
 */
@FunctionalInterface
public interface OAuthClientSource {

  /**
   * Finds a client. If a variable of the look-up names a host of a user's own, only a client that
   * says it is registered at that host is used.
   *
   * @param lookup the integration, the workspace, the variables, and the client id where a certain
   *     one is wanted
   * @return the client; empty if there is none
   */
  Optional<OAuthClient> find(OAuthClientLookup lookup);
}
