package dev.patchbay.testkit.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.ApiAccess;
import dev.patchbay.spi.definition.IdentityCall;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.UrlTemplate;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The definition is pure and complete. */
abstract class DefinitionContract extends ContractFixture {

  @Test
  void definitionIsTheSameEachTimeAndFromAFreshInstance() throws ReflectiveOperationException {
    IntegrationProvider fresh = provider().getClass().getConstructor().newInstance();
    String first = DefinitionText.of(definition());

    assertThat(DefinitionText.of(definition())).isEqualTo(first);
    assertThat(DefinitionText.of(fresh.definition())).isEqualTo(first);
  }

  @Test
  void definitionLinksItsDocumentation() {
    assertThat(definition().documentation())
        .as("documentation(..) of the definition")
        .isPresent()
        .get()
        .extracting(URI::getScheme)
        .isEqualTo("https");
  }

  @Test
  void everyAddressIsHttps() {
    assertThat(addresses(definition())).allMatch(address -> address.startsWith("https://"));
  }

  @Test
  void dialectSpeaksForThisProvider() {
    assertThat(dialect().integrationType()).isEqualTo(definition().id());
  }

  private static List<String> addresses(IntegrationDefinition definition) {
    Stream<UrlTemplate> ofOAuth =
        definition.oauth2().stream()
            .flatMap((OAuth2 it) -> Stream.of(it.authorizeUrl(), it.tokenUrl()));
    Stream<UrlTemplate> ofIdentity =
        definition.identity().stream()
            .flatMap(IdentityCall::chain)
            .flatMap(call -> call.base().stream());
    return Stream.of(
            ofOAuth,
            ofIdentity,
            definition.api().map(ApiAccess::baseUrl).stream(),
            definition.revocation().map(RevocationCall::url).stream())
        .flatMap(urls -> urls)
        .map(UrlTemplate::toString)
        .toList();
  }
}
