package com.example.host;

import dev.patchbay.model.Account;
import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.IntegrationDefinition;

/** A provider whose service is played by another server. */
record MovedProvider(IntegrationProvider real, String server) implements IntegrationProvider {

  @Override
  public IntegrationDefinition definition() {
    return real.definition().withUrls(url -> server + "/" + url.substring("https://".length()));
  }

  @Override
  public Account identify(IdentifyRequest request) {
    return real.identify(request);
  }
}
