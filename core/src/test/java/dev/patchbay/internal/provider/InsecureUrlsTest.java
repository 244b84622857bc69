package dev.patchbay.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.UrlTemplate;
import dev.patchbay.spi.definition.Variable;
import org.junit.jupiter.api.Test;

class InsecureUrlsTest {

  @Test
  void looksAtEveryCaseOfAUrl() {
    UrlTemplate api =
        UrlTemplate.of("https://acme.example")
            .when("tier", "free", "http://127.0.0.1/free")
            .when("tier", "paid", "https://paid.acme.example");
    IntegrationDefinition definition =
        IntegrationDefinition.builder("acme", "Acme")
            .auth(ApiKey.builder("a key").build())
            .variables(Variable.builder("tier").choices("free", "paid").build())
            .api(ApiAccess.builder(api).build())
            .build();

    assertThat(InsecureUrls.of(definition)).containsExactly("http://127.0.0.1/free");
  }
}
