package dev.patchbay.providers.notion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.RefreshRotation;
import org.junit.jupiter.api.Test;

class NotionDefinitionTest {
  private final OAuth2 oauth2 = new NotionProvider().definition().oauth2().orElseThrow();

  @Test
  void refreshTokenIsNeverSentTwice() {
    assertThat(oauth2.refresh().rotation()).isEqualTo(RefreshRotation.REPLACED);
    assertThat(oauth2.refresh().replayWindow()).isEmpty();
  }

  @Test
  void lifeOfATokenIsNotGuessed() {
    assertThat(oauth2.refresh().accessLife()).isEmpty();
    assertThat(oauth2.refresh().idleLife()).isEmpty();
    assertThat(oauth2.refresh().absoluteLife()).isEmpty();
  }
}
