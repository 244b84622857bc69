package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.JsonView;
import dev.patchbay.internal.protocol.Redaction;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a service refused a credential, with the service's own reason in the fields meant for
 * it.
 */
final class Refusals {
  // RFC 6749, 5.2 and RFC 9457, 3.1, and what services write that follow neither.
  private static final List<String> CODES = List.of("error", "code", "error.code", "type");
  private static final List<String> DESCRIPTIONS =
      List.of(
          "error_description", "detail", "message", "error.message", "errors.0.message", "title");
  private static final int MAX_CODE = 64;
  private static final int MAX_DESCRIPTION = 256;

  private final IntegrationDefinition definition;
  private final CredentialKind kind;
  private final Secret credential;

  Refusals(IntegrationDefinition definition, Credential credential) {
    this.definition = definition;
    this.kind = credential.kind();
    this.credential = credential.grant().accessToken();
  }

  InvalidRequestException rejected(ApiReply reply) {
    JsonView body = reply.json();
    return new InvalidRequestException(
        ErrorDetail.builder(ErrorCode.CREDENTIAL_REJECTED, message(reply.status()))
            .integrationType(definition.id())
            .field(field())
            .httpStatus(reply.status())
            .serviceError(first(body, codePaths(), MAX_CODE).orElse(null))
            .serviceDescription(first(body, DESCRIPTIONS, MAX_DESCRIPTION).orElse(null))
            .build());
  }

  private List<String> codePaths() {
    List<String> paths =
        new ArrayList<>(
            definition.api().map(ApiAccess::errors).map(ApiErrors::codePaths).orElseGet(List::of));
    paths.addAll(CODES);
    return paths;
  }

  /** What of the caller's the credential was; what a user granted in a session was nothing. */
  private @Nullable String field() {
    return switch (kind) {
      case ACCESS_TOKEN -> Handover.ACCESS_TOKEN;
      case API_KEY -> Handover.API_KEY;
      case OAUTH -> null;
    };
  }

  private String message(int status) {
    return "The service of '"
        + definition.id()
        + "' answered HTTP "
        + status
        + " when it was asked whose the credential is; use one that is alive and may read its own"
        + " account"
        + definition
            .identity()
            .flatMap(IdentityCall::refusalHint)
            .map(" ("::concat)
            .map(hint -> hint + ")")
            .orElse("");
  }

  private Optional<String> first(JsonView body, List<String> paths, int maxLength) {
    return paths.stream()
        .map(path -> body.at(path).text())
        .flatMap(Optional::stream)
        .filter(text -> !text.isBlank())
        .map(
            text ->
                Redaction.redact(text, maxLength, List.of(credential), definition.secretPrefixes()))
        .findFirst();
  }
}
