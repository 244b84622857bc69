package dev.patchbay.internal.api;

import dev.patchbay.model.Credentials;
import java.util.Optional;

/** Where the credential of one connection comes from. Must be thread-safe; may block. */
public interface CredentialSupply {

  /**
   * Gives the credential.
   *
   * @return one that is valid now
   * @throws dev.patchbay.error.IntegrationException if there is none
   */
  Credentials get();

  /**
   * Gives another credential for one that the service did not accept. Refreshes at most once for
   * each credential version.
   *
   * @param refused the credential that was sent
   * @return another one; empty if the refusal has another cause, or there is no other
   * @throws dev.patchbay.error.IntegrationException if it cannot be said
   */
  Optional<Credentials> replacementFor(Credentials refused);
}
