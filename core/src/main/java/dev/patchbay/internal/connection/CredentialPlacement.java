package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.http.ApiRequest;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where in a request a credential goes, and with which requests it may go: those to the
 * integration's own API.
 *
 * @param definition the integration
 * @param variables the values of the connection's variables
 */
public record CredentialPlacement(IntegrationDefinition definition, Map<String, String> variables) {

  /**
   * Gives a URL of the API.
   *
   * @param path path and query below the API's base
   * @throws dev.patchbay.error.InvalidRequestException if it is no path
   */
  public URI url(String path) {
    // Below a base without a path, "@host" and ".host" would name another host.
    if (!Arguments.present("path", path).startsWith("/")) {
      throw noPath(path);
    }
    try {
      return URI.create(definition.api().orElseThrow().baseUrl().expandToText(variables) + path);
    } catch (IllegalArgumentException notUri) {
      throw noPath(path);
    }
  }

  private static RuntimeException noPath(String path) {
    return Arguments.invalid(
        "path", Arguments.describe(path), "a path that begins with '/', with all else encoded");
  }

  /**
   * Refuses a request that no credential may go with; to be asked before there is one.
   *
   * @throws dev.patchbay.error.InvalidRequestException if it goes elsewhere or has a credential
   */
  public void check(ApiRequest request) {
    ApiAccess api = definition.api().orElseThrow(() -> foreign(request.uri()));
    if (declaredBases(api).noneMatch(base -> isSameOrigin(request.uri(), base))) {
      throw foreign(request.uri());
    }
    if (has(request, "Authorization")) {
      throw Arguments.invalid("Authorization", "a header of the caller's own", "none");
    }
  }

  private Stream<URI> declaredBases(ApiAccess api) {
    Stream<UrlTemplate> ofIdentity =
        definition.identity().stream()
            .flatMap(IdentityCall::chain)
            .flatMap(call -> call.base().stream());
    return Stream.concat(Stream.of(api.baseUrl()), ofIdentity).map(base -> base.expand(variables));
  }

  private static boolean isSameOrigin(URI uri, URI base) {
    return base.getScheme().equals(uri.getScheme())
        && Optional.ofNullable(uri.getHost()).map(base.getHost()::equalsIgnoreCase).orElse(false)
        && base.getPort() == uri.getPort()
        && uri.getRawUserInfo() == null;
  }

  /** Gives the request with the credential, and with the headers that the API wants. */
  public ApiRequest place(ApiRequest request, CredentialKind kind, Secret token) {
    check(request);
    ApiAccess api = definition.api().orElseThrow();
    ApiRequest.Builder copy = request.toBuilder();
    api.headers().entrySet().stream()
        .filter(header -> !has(request, header.getKey()))
        .forEach(header -> copy.header(header.getKey(), header.getValue()));
    String scheme = scheme(api, kind);
    String value = scheme.isEmpty() ? token.reveal() : scheme + " " + token.reveal();
    return copy.header("Authorization", value).build();
  }

  private String scheme(ApiAccess api, CredentialKind kind) {
    Optional<String> ofKey = definition.apiKey().flatMap(ApiKey::scheme);
    return kind == CredentialKind.API_KEY
        ? ofKey.orElseGet(api::credentialScheme)
        : api.credentialScheme();
  }

  private static boolean has(ApiRequest request, String header) {
    return request.headers().keySet().stream().anyMatch(header::equalsIgnoreCase);
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
