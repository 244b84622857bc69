package dev.patchbay.internal.protocol;

import dev.patchbay.spi.definition.FailureClass;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import java.util.Optional;
import java.util.Set;

/**
 * Classes a refusal by its error code, then by its HTTP status; never by the words of a message.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749, section 5.2</a>
 */
record StandardFailure(
    IntegrationDefinition definition, OAuth2 oauth2, int httpStatus, Optional<String> errorCode)
    implements FailureRequest {
  private static final Set<String> TERMINAL = Set.of("invalid_grant");
  private static final Set<String> OPERATOR =
      Set.of("invalid_client", "unauthorized_client", "redirect_uri_mismatch");
  private static final Set<String> TRANSIENT =
      Set.of("temporarily_unavailable", "server_error", "slow_down");

  @Override
  public FailureClass standardClass() {
    return errorCode.flatMap(this::byCode).orElseGet(this::byStatus);
  }

  private Optional<FailureClass> byCode(String code) {
    if (TERMINAL.contains(code) || oauth2.errors().terminal().contains(code)) {
      return Optional.of(FailureClass.TERMINAL);
    }
    if (OPERATOR.contains(code) || oauth2.errors().operator().contains(code)) {
      return Optional.of(FailureClass.OPERATOR);
    }
    if (TRANSIENT.contains(code) || oauth2.errors().passing().contains(code)) {
      return Optional.of(FailureClass.TRANSIENT);
    }
    return Optional.empty();
  }

  private FailureClass byStatus() {
    boolean passing = httpStatus >= 500 || httpStatus == 429 || httpStatus == 408;
    return passing ? FailureClass.TRANSIENT : FailureClass.UNKNOWN;
  }
}
