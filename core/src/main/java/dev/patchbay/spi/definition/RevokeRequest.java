package dev.patchbay.spi.definition;

import dev.patchbay.http.ApiClient;
import dev.patchbay.model.Revocation;

/** Asks a provider to end a grant. Implemented by the engine only. */
public interface RevokeRequest {

  /** {@return the provider's definition, as the registry uses it} */
  IntegrationDefinition definition();

  /** {@return a client that puts the credential in} */
  ApiClient api();

  /**
   * Makes the definition's revocation call.
   *
   * @return {@code REVOKED}, {@code FAILED}, or {@code NOT_SUPPORTED} if the definition has none
   */
  Revocation revokeStandard();
}
