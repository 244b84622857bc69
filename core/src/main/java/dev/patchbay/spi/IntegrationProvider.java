package dev.patchbay.spi;

import dev.patchbay.model.Account;
import dev.patchbay.model.Revocation;
import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.TokenReply;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.util.Optional;

/**
 * An integration: mostly data, and a hook for each of the few things that services do oddly.
 *
 * <p>Found by {@link java.util.ServiceLoader}; the public constructor without arguments does
 * nothing. Stateless and thread-safe. Every call has a deadline and may come on any thread; what a
 * hook throws, unless it is an {@link dev.patchbay.error.IntegrationException}, is reported as the
 * provider's fault without its message.
 *
 * <pre>{@code
 * public final class AcmeProvider implements IntegrationProvider {
 *   public IntegrationDefinition definition() {
 *     return IntegrationDefinition.builder("acme", "Acme")...build();
 *   }
 * }
 * }</pre>
 */
public interface IntegrationProvider {

  /**
   * Describes the integration. Asked once, when the registry starts; does no I/O.
   *
   * @return the definition, the same each time
   */
  IntegrationDefinition definition();

  /**
   * Says whose account a credential is. By default: the definition's identity call.
   *
   * @param request the credential's client, and the default in two steps
   * @return the account
   * @throws dev.patchbay.error.TemporaryFailureException if the service cannot answer now; it is
   *     tried again
   * @throws dev.patchbay.error.InvalidRequestException if the service refuses the credential
   */
  default Account identify(IdentifyRequest request) {
    return request.readAccount(request.callIdentity());
  }

  /**
   * Reads a token reply that holds no error. By default: as the definition says.
   *
   * @param request the reply, and the default
   * @return the token sets; empty if the reply is not usable
   */
  default Optional<TokenReply> readTokenReply(TokenReplyRequest request) {
    return request.readStandard();
  }

  /**
   * Classes a refusal of the token endpoint. By default: by the definition's lists.
   *
   * @param request the refusal, and the default
   * @return the class
   */
  default FailureClass classifyFailure(FailureRequest request) {
    return request.standardClass();
  }

  /**
   * Ends a grant at the service. By default: the definition's revocation call.
   *
   * @param request the credential's client, and the default
   * @return what came of it, never {@code SKIPPED}
   */
  default Revocation revoke(RevokeRequest request) {
    return request.revokeStandard();
  }
}
