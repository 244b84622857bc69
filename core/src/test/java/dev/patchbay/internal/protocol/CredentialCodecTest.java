package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.internal.protocol.CredentialCodec.StagedReply;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.TokenGrant;
import dev.patchbay.spi.definition.TokenReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialCodecTest {
  private static final TokenGrant FULL =
      TokenGrant.builder("default", Secret.of("CNRY-a"))
          .refreshToken(Secret.of("CNRY-r"))
          .tokenType("bearer")
          .scopes(Scopes.of("read", "write"))
          .expiresIn(Duration.ofHours(1))
          .refreshExpiresIn(Duration.ofDays(30))
          .build();

  @Test
  void readsBackTheCredentialThatItWrote() {
    TokenGrant read = CredentialCodec.readGrant(CredentialCodec.writeGrant(FULL));

    assertThat(read.accessToken()).isEqualTo(FULL.accessToken());
    assertThat(read.refreshToken()).isEqualTo(FULL.refreshToken());
    assertThat(read.scopes()).isEqualTo(FULL.scopes());
    assertThat(read.tokenType()).contains("bearer");
    assertThat(read.expiresIn()).isEmpty();
  }

  @Test
  void readsBackTheWholeReplyThatWaits() {
    TokenGrant bare = TokenGrant.builder("user", Secret.of("CNRY-u")).build();
    TokenReply reply = TokenReply.builder(FULL).others(bare).variable("region", "eu").build();
    Instant obtainedAt = Instant.parse("2026-11-23T12:00:00Z");

    StagedReply read =
        CredentialCodec.readStaged(CredentialCodec.writeStaged(new StagedReply(reply, obtainedAt)));

    assertThat(read).usingRecursiveComparison().isEqualTo(new StagedReply(reply, obtainedAt));
  }

  @Test
  void readsTheFirstFormatForEver() {
    String stored =
        "{\"v\":1,\"name\":\"default\",\"access_token\":\"CNRY-a\",\"scope\":\"\",\"later\":[1]}";

    TokenGrant read = CredentialCodec.readGrant(stored.getBytes(StandardCharsets.UTF_8));

    assertThat(read.accessToken().reveal()).isEqualTo("CNRY-a");
    assertThat(read.scopes()).contains(Scopes.none());
    assertThat(read.refreshToken()).isEmpty();
  }

  @Test
  void readsBackFurtherValuesAndNoneWhereThereAreNone() {
    TokenGrant grant = TokenGrant.builder("default", Secret.of("CNRY-a")).extra("b", "c").build();

    assertThat(CredentialCodec.readGrant(CredentialCodec.writeGrant(grant)).extra())
        .containsExactly(Map.entry("b", "c"));
    assertThat(CredentialCodec.readGrant(CredentialCodec.writeGrant(FULL)).extra()).isEmpty();
  }

  @Test
  void unreadableFormatIsToldWithoutItsText() {
    for (String stored : new String[] {"CNRY-x", "{\"v\":2,\"access_token\":\"CNRY-x\"}", ""}) {
      assertThatThrownBy(() -> CredentialCodec.readGrant(stored.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(MisconfiguredException.class)
          .hasNoCause()
          .hasMessageNotContaining("CNRY");
    }
  }
}
