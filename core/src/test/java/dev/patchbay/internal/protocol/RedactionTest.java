package dev.patchbay.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {

  @Test
  void removesWhatWasSentHoweverShortAndEveryLongWord() {
    String told =
        Redaction.redact(
            "code abc1 is bad; see 123456789012345678901234567890",
            256,
            List.of(Secret.of("abc1")));

    assertThat(told).isEqualTo("code [redacted] is bad; see [redacted]");
  }

  @Test
  void keepsLongErrorCodes() {
    assertThat(Redaction.redact("incorrect_client_credentials", 64, List.of()))
        .isEqualTo("incorrect_client_credentials");
  }

  @Test
  void boundsTheTextAndTakesControlCharactersOut() {
    assertThat(Redaction.redact("a\u001b[31m b\u202e " + "word ".repeat(1000), 20, List.of()))
        .hasSize(20)
        .startsWith("a?[31m b? word");
  }

  @Test
  void emptySecretChangesNothing() {
    assertThat(Redaction.redact("plain", 64, List.of(Secret.of("")))).isEqualTo("plain");
  }
}
