package dev.patchbay.providers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRotation;
import dev.patchbay.spi.definition.TokenSetShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlackDefinitionTest {
  private final IntegrationDefinition definition = new SlackProvider().definition();
  private final OAuth2 oauth2 = definition.oauth2().orElseThrow();

  @Test
  void botIsThePrimaryOfTwoTokenSetsThatMayBeMissing() {
    assertThat(oauth2.tokenSets())
        .allMatch(TokenSetShape::optional)
        .extracting(TokenSetShape::name)
        .containsExactly("bot", "user");
  }

  /** Each set is refreshed by a call of its own. */
  @Test
  void refreshedTokensOfEitherSetAreAtTheTop() {
    for (TokenSetShape shape : oauth2.tokenSets()) {
      TokenSetShape refreshed = shape.refreshed();
      assertThat(
              List.of(
                  refreshed.name(),
                  refreshed.accessToken(),
                  refreshed.tokenType(),
                  refreshed.refreshToken(),
                  refreshed.expiresIn(),
                  refreshed.scope()))
          .containsExactly(
              shape.name(), "access_token", "token_type", "refresh_token", "expires_in", "scope");
      assertThat(refreshed.requiredType()).contains(shape.name());
      assertThat(shape.requiredType()).contains(shape.name());
    }
  }

  @Test
  void refreshTokenIsNeverSentTwice() {
    assertThat(oauth2.refresh().rotation()).isEqualTo(RefreshRotation.REPLACED);
    assertThat(oauth2.refresh().replayWindow()).isEmpty();
  }

  @Test
  void tokenOfAUserIsKnownByHowItBegins() {
    assertThat(definition.accessToken().orElseThrow().tokenSets())
        .containsOnlyKeys("xoxp-", "xoxe.xoxp-")
        .containsValue("user")
        .doesNotContainValue("bot");
  }
}
