package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.OAuthClientLookup;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.OAuthClientSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientChainTest {
  private static final OAuthClient CONFIGURED = OAuthClient.builder("configured").build();
  private static final OAuthClient OF_HOST =
      OAuthClient.builder("of-host").host("own.example").build();

  @Test
  void configuredClientIsForTheServicesOwnHostsOnly() {
    OAuthClientSource chain = chain(lookup -> Optional.empty());

    assertThat(chain.find(lookup("acme.example"))).contains(CONFIGURED);
    assertThat(chain.find(lookup("own.example"))).isEmpty();
  }

  @Test
  void sourceMayGiveAClientForAHostThatAUserNamed() {
    OAuthClientSource chain = chain(lookup -> Optional.of(OF_HOST));

    assertThat(chain.find(lookup("own.example"))).contains(OF_HOST);
  }

  /** A source that forgets to look at the host must not give another place's secret away. */
  @Test
  void clientOfTheSourceThatIsNotRegisteredThereIsNotUsed() {
    OAuthClient elsewhere = OAuthClient.builder("x").host("other.example").build();

    assertThat(chain(lookup -> Optional.of(CONFIGURED)).find(lookup("own.example"))).isEmpty();
    assertThat(chain(lookup -> Optional.of(elsewhere)).find(lookup("own.example"))).isEmpty();
    assertThat(chain(lookup -> Optional.of(OF_HOST)).find(lookup("acme.example")))
        .contains(CONFIGURED);
  }

  @Test
  void anotherClientOfTheSourceIsNotReplacedByTheConfiguredOne() {
    OAuthClientSource chain = chain(lookup -> Optional.of(OF_HOST));
    OAuthClientLookup minted =
        OAuthClientLookup.builder("acme", WorkspaceId.of("ws"))
            .variable("host", "own.example")
            .clientId("configured")
            .build();

    assertThat(chain.find(minted)).isEmpty();
  }

  private static OAuthClientSource chain(OAuthClientSource source) {
    return new ClientChain(
        source,
        Map.of("acme", CONFIGURED),
        lookup -> lookup.variables().containsValue("own.example"));
  }

  private static OAuthClientLookup lookup(String host) {
    return OAuthClientLookup.builder("acme", WorkspaceId.of("ws")).variable("host", host).build();
  }
}
