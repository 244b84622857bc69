package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.TokenGrant;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantMergeTest {
  private static final TokenGrant KEPT =
      TokenGrant.builder("user", Secret.of("CNRY-old"))
          .tokenType("bearer")
          .refreshToken(Secret.of("CNRY-old-refresh"))
          .scopes(Scopes.of("read"))
          .expiresIn(Duration.ofHours(1))
          .refreshExpiresIn(Duration.ofDays(7))
          .extra("tenant", "a")
          .extra("cell", "1")
          .build();

  /** A service that does not rotate says nothing of the refresh token, and it must live on. */
  @Test
  void whatTheAnswerDoesNotNameStays() {
    TokenGrant merged =
        GrantMerge.merge(KEPT, TokenGrant.builder("default", Secret.of("CNRY-new")).build());

    assertThat(merged.accessToken()).isEqualTo(Secret.of("CNRY-new"));
    assertThat(merged.name()).isEqualTo("user");
    assertThat(merged.refreshToken()).isEqualTo(KEPT.refreshToken());
    assertThat(merged.tokenType()).isEqualTo(KEPT.tokenType());
    assertThat(merged.scopes()).isEqualTo(KEPT.scopes());
    assertThat(merged.extra()).isEqualTo(KEPT.extra());
  }

  @Test
  void whatTheAnswerNamesReplaces() {
    TokenGrant given =
        TokenGrant.builder("user", Secret.of("CNRY-new"))
            .tokenType("Bearer")
            .refreshToken(Secret.of("CNRY-new-refresh"))
            .scopes(Scopes.none())
            .extra("cell", "2")
            .build();

    TokenGrant merged = GrantMerge.merge(KEPT, given);

    assertThat(merged.refreshToken()).isEqualTo(given.refreshToken());
    assertThat(merged.tokenType()).contains("Bearer");
    assertThat(merged.scopes()).contains(Scopes.none());
    assertThat(merged.extra()).isEqualTo(Map.of("tenant", "a", "cell", "2"));
  }

  /** The old life began earlier: counted anew, the token would seem alive when it is dead. */
  @Test
  void livesAreTheAnswersAlone() {
    TokenGrant none = TokenGrant.builder("user", Secret.of("CNRY-new")).build();
    TokenGrant told =
        none.toBuilder()
            .expiresIn(Duration.ofMinutes(5))
            .refreshExpiresIn(Duration.ofDays(1))
            .build();

    assertThat(GrantMerge.merge(KEPT, none).expiresIn()).isEmpty();
    assertThat(GrantMerge.merge(KEPT, none).refreshExpiresIn()).isEmpty();
    assertThat(GrantMerge.merge(KEPT, told).expiresIn()).contains(Duration.ofMinutes(5));
    assertThat(GrantMerge.merge(KEPT, told).refreshExpiresIn()).contains(Duration.ofDays(1));
  }
}
