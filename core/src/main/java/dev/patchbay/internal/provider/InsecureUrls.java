package dev.patchbay.internal.provider;

import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;
import java.util.ArrayList;
import java.util.List;

/** The URLs of a definition that a secret would travel to without TLS. */
final class InsecureUrls {
  private InsecureUrls() {}

  static List<String> of(IntegrationDefinition definition) {
    List<String> insecure = new ArrayList<>();
    for (UrlTemplate template : templates(definition)) {
      for (String url : template.texts()) {
        if (!url.startsWith("https://")) {
          insecure.add(url);
        }
      }
    }
    return insecure;
  }

  private static List<UrlTemplate> templates(IntegrationDefinition definition) {
    List<UrlTemplate> templates = new ArrayList<>();
    if (definition.oauth2().isPresent()) {
      templates.add(definition.oauth2().get().authorizeUrl());
      templates.add(definition.oauth2().get().tokenUrl());
    }
    if (definition.api().isPresent()) {
      templates.add(definition.api().get().baseUrl());
    }
    if (definition.identity().isPresent()) {
      for (IdentityCall call : definition.identity().get().chain().toList()) {
        call.base().ifPresent(templates::add);
      }
    }
    if (definition.revocation().isPresent()) {
      templates.add(definition.revocation().get().url());
    }
    return templates;
  }
}
