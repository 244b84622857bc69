package dev.patchbay.internal.provider;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.UrlTemplate;

/** The smallest definition that is acceptable. */
final class SampleDefinition {
  private SampleDefinition() {}

  static IntegrationDefinition of(String id) {
    String host = "https://" + id + ".example";
    return IntegrationDefinition.builder(id, "Sample")
        .auth(
            OAuth2.builder(UrlTemplate.of(host + "/authorize"), UrlTemplate.of(host + "/token"))
                .build())
        .api(ApiAccess.builder(UrlTemplate.of(host + "/api")).build())
        .revocation(RevocationCall.builder("POST", UrlTemplate.of(host + "/revoke")).build())
        .build();
  }

  /** A provider as a host hands one in. */
  static IntegrationProvider provider(String id) {
    return () -> of(id);
  }
}
