package dev.patchbay.spi.definition;

import java.util.Optional;

/** Asks a provider to class a refusal of its token endpoint. Implemented by the engine only. */
public interface FailureRequest {

  /** {@return the provider's definition, as the registry uses it} */
  IntegrationDefinition definition();

  /** {@return the HTTP status, which may be 200} */
  int httpStatus();

  /** {@return the service's error code; empty if the answer held none} */
  Optional<String> errorCode();

  /** {@return the class by the definition's lists, RFC 6749's codes and the HTTP status} */
  FailureClass standardClass();
}
