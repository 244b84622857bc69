package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiErrors;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a provider is handed to find out whose account a credential is. */
record IdentityQuestion(
    IntegrationDefinition definition,
    Map<String, String> variables,
    CredentialKind credentialKind,
    Scopes grantedScopes,
    ApiClient api,
    Refusals refusals)
    implements IdentifyRequest {
  private static final int MAX_TEXT = 256;

  @Override
  public URI apiUrl(String path) {
    ApiAccess access = definition.api().orElseThrow(() -> fault("declares no API"));
    return URI.create(access.baseUrl().expand(variables) + path);
  }

  @Override
  public JsonView callIdentity() {
    IdentityCall call = identity();
    ApiRequest.Builder request = ApiRequest.builder(call.method(), apiUrl(call.path()));
    return ask(call.jsonBody().isEmpty() ? request : request.json(call.jsonBody()));
  }

  @Override
  public JsonView callApi(String path) {
    return ask(ApiRequest.builder("GET", apiUrl(path)));
  }

  private JsonView ask(ApiRequest.Builder request) {
    ApiReply reply = api.send(request.build());
    JsonView body = reply.json();
    ApiErrors errors = definition.api().map(ApiAccess::errors).orElseThrow();
    Optional<String> code = first(body, errors.codePaths());
    if (code.filter(errors.rateLimited()::contains).isPresent()) {
      throw ServiceFailures.limited(definition.id(), reply);
    }
    if (ServiceFailures.isPassing(reply) || code.filter(errors.passing()::contains).isPresent()) {
      throw ServiceFailures.unavailable(definition.id(), reply);
    }
    if (!reply.isSuccess() || code.isPresent()) {
      throw refusals.rejected(reply);
    }
    if (!body.isObject() && !body.isArray()) {
      throw ServiceFailures.unreadable(definition.id(), reply);
    }
    return body;
  }

  @Override
  public Account readAccount(JsonView body) {
    String id =
        id(body).orElseThrow(() -> fault("found no account id where its definition points"));
    return Account.builder(id)
        .displayName(first(body, identity().displayNamePaths()).orElse(null))
        .email(first(body, identity().emailPaths()).orElse(null))
        .build();
  }

  private Optional<String> id(JsonView body) {
    List<String> parts = identity().idParts();
    if (parts.isEmpty()) {
      return first(body, identity().idPaths());
    }
    return first(body, parts.subList(0, 1))
        .map(
            unused ->
                parts.stream()
                    .flatMap(path -> first(body, List.of(path)).stream())
                    .collect(Collectors.joining(":")));
  }

  private IdentityCall identity() {
    return definition.identity().orElseThrow(() -> fault("declares no identity call"));
  }

  private static Optional<String> first(JsonView body, List<String> paths) {
    return paths.stream()
        .map(path -> body.at(path).textOrNumber())
        .flatMap(Optional::stream)
        .filter(text -> !text.isBlank() && text.length() <= MAX_TEXT)
        .findFirst();
  }

  private ProviderFaultException fault(String what) {
    return new ProviderFaultException(
        ErrorDetail.builder(
                ErrorCode.PROVIDER_THREW,
                "The provider of '"
                    + definition.id()
                    + "' "
                    + what
                    + "; its author must mend the definition or override 'identify'")
            .integrationType(definition.id())
            .build());
  }
}
