package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.error.ProviderFaultException;
import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.http.JsonView;
import dev.patchbay.internal.protocol.ApiReplyJudge;
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

/** What a provider is handed to find out whose account a credential is. */
record IdentityQuestion(
    IntegrationDefinition definition,
    Map<String, String> variables,
    CredentialKind credentialKind,
    Scopes grantedScopes,
    ApiClient api,
    Refusals refusals,
    ToldScopes told)
    implements IdentifyRequest {
  private static final int FORBIDDEN = 403;

  @Override
  public Scopes grantedScopes() {
    return told.find().orElse(grantedScopes);
  }

  @Override
  public URI apiUrl(String path) {
    ApiAccess access = definition.api().orElseThrow(() -> fault("declares no API"));
    return URI.create(access.baseUrl().expandToText(variables) + path);
  }

  @Override
  public JsonView callIdentity() {
    return ask(identity());
  }

  private JsonView ask(IdentityCall call) {
    ApiReply reply = send(call);
    try {
      return judge(reply);
    } catch (InvalidRequestException refused) {
      return ask(other(call, reply).orElseThrow(() -> refused));
    }
  }

  private Optional<IdentityCall> other(IdentityCall call, ApiReply refusal) {
    ApiErrors errors = definition.api().map(ApiAccess::errors).orElseThrow();
    boolean isFinal =
        errors.codePaths().stream()
            .flatMap(path -> AccountReader.first(refusal.json(), List.of(path)).stream())
            .anyMatch(call.finalErrors()::contains);
    return refusal.status() == FORBIDDEN && !isFinal ? call.otherwise() : Optional.empty();
  }

  private ApiReply send(IdentityCall call) {
    URI uri =
        call.base()
            .map(base -> URI.create(base.expandToText(variables) + call.path()))
            .orElseGet(() -> apiUrl(call.path()));
    ApiRequest.Builder request = ApiRequest.builder(call.method(), uri);
    ApiReply reply =
        api.send((call.jsonBody().isEmpty() ? request : request.json(call.jsonBody())).build());
    told.read(call, reply);
    return reply;
  }

  @Override
  public JsonView callApi(String path) {
    return judge(api.send(ApiRequest.builder("GET", apiUrl(path)).build()));
  }

  private JsonView judge(ApiReply reply) {
    ApiErrors errors = definition.api().map(ApiAccess::errors).orElseThrow();
    return switch (new ApiReplyJudge(errors).judge(reply)) {
      case RATE_LIMITED ->
          throw ServiceFailures.limited(definition.id(), reply, ServiceFailures.retryAfter(reply));
      case PASSING -> throw ServiceFailures.unavailable(definition.id(), reply);
      case UNAUTHORIZED, REFUSED -> throw refusals.rejected(reply);
      case FINE -> structured(reply);
    };
  }

  private JsonView structured(ApiReply reply) {
    JsonView body = reply.json();
    if (!body.isObject() && !body.isArray()) {
      throw ServiceFailures.unreadable(definition.id(), reply);
    }
    return body;
  }

  @Override
  public Account readAccount(JsonView body) {
    return identity()
        .chain()
        .flatMap(call -> new AccountReader(call).read(body).stream())
        .findFirst()
        .orElseThrow(() -> fault("found no account id where its definition points"));
  }

  private IdentityCall identity() {
    return definition.identity().orElseThrow(() -> fault("declares no identity call"));
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
