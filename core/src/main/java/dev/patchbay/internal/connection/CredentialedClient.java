package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.http.ApiClient;
import dev.patchbay.http.ApiReply;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.http.HttpEngine;
import dev.patchbay.internal.http.HttpFailure;
import dev.patchbay.internal.http.HttpLimits;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts one credential into requests, and lets it go to the integration's own API only. */
record CredentialedClient(
    HttpEngine http,
    HttpLimits limits,
    IntegrationDefinition definition,
    Map<String, String> variables,
    Credential credential)
    implements ApiClient {

  @Override
  public ApiReply send(ApiRequest request) {
    ApiAccess api = definition.api().orElseThrow(() -> foreign(request.uri()));
    if (declaredBases(api).noneMatch(base -> isSameOrigin(request.uri(), base))) {
      throw foreign(request.uri());
    }
    try {
      return http.send(withCredential(request, api), limits);
    } catch (HttpFailure failure) {
      throw ServiceFailures.unreachable(definition.id(), failure);
    }
  }

  private Stream<URI> declaredBases(ApiAccess api) {
    Stream<UrlTemplate> ofIdentity =
        definition.identity().stream()
            .flatMap(IdentityCall::chain)
            .flatMap(call -> call.base().stream());
    return Stream.concat(Stream.of(api.baseUrl()), ofIdentity).map(base -> base.expand(variables));
  }

  private ApiRequest withCredential(ApiRequest request, ApiAccess api) {
    ApiRequest.Builder copy = request.toBuilder();
    api.headers().forEach((name, value) -> addIfAbsent(request, copy, Map.entry(name, value)));
    if (request.headers().keySet().stream().anyMatch("authorization"::equalsIgnoreCase)) {
      throw Arguments.invalid("Authorization", "a header of the caller's own", "none");
    }
    String token = credential.grant().accessToken().reveal();
    String scheme = scheme(api);
    return copy.header("Authorization", scheme.isEmpty() ? token : scheme + " " + token).build();
  }

  private String scheme(ApiAccess api) {
    Optional<String> ofKey = definition.apiKey().flatMap(ApiKey::scheme);
    return credential.kind() == CredentialKind.API_KEY
        ? ofKey.orElseGet(api::credentialScheme)
        : api.credentialScheme();
  }

  private static void addIfAbsent(
      ApiRequest request, ApiRequest.Builder copy, Map.Entry<String, String> header) {
    boolean present =
        request.headers().keySet().stream().anyMatch(header.getKey()::equalsIgnoreCase);
    if (!present) {
      copy.header(header.getKey(), header.getValue());
    }
  }

  private static boolean isSameOrigin(URI uri, URI base) {
    return base.getScheme().equals(uri.getScheme())
        && Optional.ofNullable(uri.getHost()).map(base.getHost()::equalsIgnoreCase).orElse(false)
        && base.getPort() == uri.getPort()
        && uri.getRawUserInfo() == null;
  }

  private RuntimeException foreign(URI uri) {
    return Arguments.refused(
        ErrorCode.INVALID_ARGUMENT,
        "uri",
        "A request with a credential of '"
            + definition.id()
            + "' was to go to '"
            + uri.getHost()
            + "', which is not the host of its API; use a URL below the definition's API base");
  }
}
