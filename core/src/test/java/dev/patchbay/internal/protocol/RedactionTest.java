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
            List.of(Secret.of("abc1")),
            List.of());

    assertThat(told).isEqualTo("code [redacted] is bad; see [redacted]");
  }

  @Test
  void keepsLongErrorCodes() {
    assertThat(Redaction.redact("incorrect_client_credentials", 64, List.of(), List.of()))
        .isEqualTo("incorrect_client_credentials");
  }

  @Test
  void boundsTheTextAndTakesControlCharactersOut() {
    assertThat(
            Redaction.redact(
                "a\u001b[31m b\u202e " + "word ".repeat(1000), 20, List.of(), List.of()))
        .hasSize(20)
        .startsWith("a?[31m b? word");
  }

  @Test
  void emptySecretChangesNothing() {
    assertThat(Redaction.redact("plain", 64, List.of(Secret.of("")), List.of())).isEqualTo("plain");
  }

  @Test
  void removesShortWordsToThatBeginAsTheServicesSecretsDo() {
    assertThat(
            Redaction.redact(
                "no ghp_CNRY-1a2b, and no 1//0CNRY-1, but ghp_ and ghp_is",
                256,
                List.of(),
                List.of("ghp_", "1//")))
        .isEqualTo("no [redacted], and no [redacted], but ghp_ and ghp_is");
  }
}
