package dev.patchbay.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.patchbay.spi.IntegrationProvider;
import dev.patchbay.spi.definition.FailureRequest;
import dev.patchbay.spi.definition.IdentifyRequest;
import dev.patchbay.spi.definition.RevokeRequest;
import dev.patchbay.spi.definition.TokenReplyRequest;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelocatedProviderTest {
  private final IntegrationProvider real = mock();
  private final RelocatedProvider provider =
      new RelocatedProvider(real, url -> url.replace("https://", "http://127.0.0.1:1/"));

  @Test
  void hasTheRealDefinitionAtOtherUrls() {
    when(real.definition()).thenReturn(Acme.definition());

    assertThat(provider.definition().revocation().orElseThrow().url())
        .hasToString("http://127.0.0.1:1/acme.example/revoke");
    assertThat(provider.definition().displayName()).isEqualTo("Acme");
  }

  @Test
  void hasTheRealHooks() {
    IdentifyRequest identify = mock();
    TokenReplyRequest tokens = mock();
    FailureRequest failure = mock();
    RevokeRequest revoke = mock();

    provider.identify(identify);
    provider.readTokenReply(tokens);
    provider.classifyFailure(failure);
    provider.revoke(revoke);

    verify(real).identify(identify);
    verify(real).readTokenReply(tokens);
    verify(real).classifyFailure(failure);
    verify(real).revoke(revoke);
  }

  @Test
  void hasEveryHookThatThereIs() {
    Stream<String> hooks =
        Arrays.stream(IntegrationProvider.class.getMethods()).map(Method::getName);

    assertThat(Arrays.stream(RelocatedProvider.class.getDeclaredMethods()).map(Method::getName))
        .containsAll(hooks.toList());
  }
}
