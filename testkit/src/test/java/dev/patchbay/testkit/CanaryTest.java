package dev.patchbay.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {
  private static final String SECRET = Canary.secret("access");

  @Test
  void namesItsKindAndIsNeverTheSame() {
    assertThat(SECRET).matches("CNRY-access-[0-9a-f]{16}").isNotEqualTo(Canary.secret("access"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void isFoundInBase64AtEveryAlignment(int bytesBefore) {
    byte[] leak = ("~".repeat(bytesBefore) + SECRET + "~~~").getBytes(UTF_8);

    assertThat(Canary.findIn(Base64.getEncoder().encode(leak))).isPresent();
    assertThat(Canary.findIn(Base64.getUrlEncoder().withoutPadding().encode(leak))).isPresent();
  }

  @Test
  void isFoundPlainInHexInPercentEscapesAndInUtf16() {
    byte[] leak = SECRET.getBytes(US_ASCII);

    assertThat(Canary.findIn(("x" + SECRET).getBytes(UTF_8))).contains("CNRY-");
    assertThat(Canary.findIn(HexFormat.of().formatHex(leak).getBytes(UTF_8))).isPresent();
    assertThat(Canary.findIn(HexFormat.of().withUpperCase().formatHex(leak).getBytes(UTF_8)))
        .isPresent();
    assertThat(Canary.findIn(HexFormat.of().withPrefix("%").formatHex(leak).getBytes(UTF_8)))
        .isPresent();
    assertThat(Canary.findIn(SECRET.getBytes(UTF_16BE))).isPresent();
  }

  @Test
  void isFoundBetweenBytesThatAreNoText() {
    byte[] leak = new byte[SECRET.length() + 4];
    leak[0] = (byte) 0xff;
    leak[1] = (byte) 0xc0;
    System.arraycopy(SECRET.getBytes(US_ASCII), 0, leak, 2, SECRET.length());

    assertThat(Canary.findIn(leak)).contains("CNRY-");
  }

  @Test
  void isNotFoundWhereItIsNot() {
    byte[] others = "CRNY-access CNR Y Q05S Q05 434e52 sess_mpCv0CICNRY1".getBytes(UTF_8);

    assertThat(Canary.findIn(others)).isEmpty();
    assertThat(Canary.findIn(new byte[0])).isEmpty();
  }

  @Test
  void listsFormsLongEnoughNotToTurnUpByChance() {
    assertThat(Canary.encodings()).hasSize(9).allMatch(form -> form.length() >= 5);
    assertThat(Canary.encodings()).filteredOn(form -> form.length() < 6).containsExactly("CNRY-");
  }
}
