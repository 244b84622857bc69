package dev.patchbay.spi.definition;

import dev.patchbay.http.JsonView;
import java.util.Optional;

/** Asks a provider to read a token reply that holds no error. Implemented by the engine only. */
public interface TokenReplyRequest {

  /** {@return the provider's definition, as the registry uses it} */
  IntegrationDefinition definition();

  /** {@return the reply's body; a form-encoded one shows as an object of strings} */
  JsonView body();

  /** {@return the token set that was refreshed; empty if the reply answers a code} */
  Optional<String> refreshedSet();

  /**
   * Reads the reply where the definition says that things stand.
   *
   * @return the token sets that are there; empty if the primary one is not, or is malformed
   */
  Optional<TokenReply> readStandard();
}
