package dev.patchbay.internal.provider;

import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.UrlTemplate;
import java.util.List;
import java.util.stream.Stream;

/** The URLs of a definition that a secret would travel to without TLS. */
final class InsecureUrls {
  private InsecureUrls() {}

  static List<String> of(IntegrationDefinition definition) {
    return Stream.of(
            definition.oauth2().stream()
                .flatMap(oauth2 -> Stream.of(oauth2.authorizeUrl(), oauth2.tokenUrl())),
            definition.api().map(ApiAccess::baseUrl).stream(),
            definition.identity().stream()
                .flatMap(IdentityCall::chain)
                .flatMap(call -> call.base().stream()),
            definition.revocation().map(RevocationCall::url).stream())
        .flatMap(urls -> urls)
        .map(UrlTemplate::texts)
        .flatMap(List::stream)
        .filter(url -> !url.startsWith("https://"))
        .toList();
  }
}
