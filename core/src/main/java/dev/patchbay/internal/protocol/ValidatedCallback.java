package dev.patchbay.internal.protocol;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.store.SessionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A callback that belongs to its session: right integration, browser and issuer. Only {@link
 * #validate} makes one, and nothing is claimed or exchanged without one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9207#section-2.4">RFC 9207, section 2.4</a>
 */
public final class ValidatedCallback {
  private final SessionRecord session;
  private final @Nullable String bindingHash;
  private final CallbackParameters parameters;

  private ValidatedCallback(
      SessionRecord session, @Nullable String bindingHash, CallbackParameters parameters) {
    this.session = session;
    this.bindingHash = bindingHash;
    this.parameters = parameters;
  }

  /**
   * Compares a callback with the session of its state. Changes nothing, so that a stranger's
   * attempt does not use the session up.
   */
  public static ValidatedCallback validate(
      CallbackRequest request,
      CallbackParameters parameters,
      SessionRecord session,
      IntegrationDefinition definition) {
    if (!request.integrationType().equals(session.session().integrationType())) {
      throw refused(
          session,
          ErrorCode.INTEGRATION_MISMATCH,
          "The callback came to the redirect URI of another integration than its session's; check"
              + " the route that passes 'integrationType'");
    }
    String bindingHash = bindingHash(request).orElse(null);
    if (!session.bindingHash().map(bound -> Sha256.isSame(bound, bindingHash)).orElse(true)) {
      throw refused(
          session,
          ErrorCode.BROWSER_BINDING_MISMATCH,
          "The callback came from another browser than the one that began the session; let the"
              + " user finish in the browser he began with, or start again");
    }
    checkIssuer(parameters, session, definition.oauth2().orElseThrow());
    return new ValidatedCallback(session, bindingHash, parameters);
  }

  private static Optional<String> bindingHash(CallbackRequest request) {
    return request.browserBinding().map(Secret::reveal).map(Sha256::of);
  }

  private static void checkIssuer(
      CallbackParameters parameters, SessionRecord session, OAuth2 oauth2) {
    Optional<String> issuer = oauth2.issuer().map(text -> expanded(text, session));
    boolean acceptable =
        parameters.issuer().isPresent()
            ? issuer.isEmpty() || parameters.issuer().equals(issuer)
            : !oauth2.issuerRequired();
    if (!acceptable) {
      throw refused(
          session,
          ErrorCode.ISSUER_MISMATCH,
          "The callback's 'iss' is not the issuer of the session's service, so another server may"
              + " have sent it; let the user start again");
    }
  }

  /** An issuer without names may be any text, and one that cannot be filled in equals nothing. */
  private static String expanded(String issuer, SessionRecord session) {
    UrlTemplate template = UrlTemplate.of(issuer);
    boolean isToBeFilled =
        !template.names().isEmpty() && session.variables().keySet().containsAll(template.names());
    return isToBeFilled ? template.expand(session.variables()).toString() : issuer;
  }

  private static InvalidRequestException refused(
      SessionRecord session, ErrorCode code, String message) {
    return new InvalidRequestException(
        ErrorDetail.builder(code, message)
            .integrationType(session.session().integrationType())
            .sessionId(session.session().id())
            .build());
  }

  public SessionRecord session() {
    return session;
  }

  public Optional<String> bindingHash() {
    return Optional.ofNullable(bindingHash);
  }

  public Optional<Secret> code() {
    return parameters.code().map(Secret::of);
  }

  public Optional<String> error() {
    return parameters.error();
  }
}
