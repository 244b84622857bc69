package dev.patchbay.ciphers.tink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.spi.store.CipherContext;
import dev.patchbay.spi.store.Sealed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was stored in an old format is read for ever. */
class GoldenRecordsTest {
  private static final Properties GOLDEN = properties();
  private static final TinkCipher CIPHER = cipher();

  private static byte[] resource(String name) {
    try (InputStream in = GoldenRecordsTest.class.getResourceAsStream("golden/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static Properties properties() {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(resource("format-1.properties")));
    } catch (IOException neverOfAnArray) {
      throw new IllegalStateException(neverOfAnArray);
    }
    return properties;
  }

  private static TinkCipher cipher() {
    SelfTest.run();
    String json = new String(resource("test-only-keyset.json"), UTF_8);
    try {
      return TinkCipher.from(
          KeysetSource.of(
              TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get())));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  static Stream<String> records() {
    return Stream.of(property("records").split(" "));
  }

  private static String property(String name) {
    return Objects.requireNonNull(GOLDEN.getProperty(name), name);
  }

  private static CipherContext place(String record) {
    CipherContext.Builder place =
        CipherContext.builder(
                WorkspaceId.of(property(record + ".workspace")),
                property(record + ".owner"),
                property(record + ".integration"),
                property(record + ".field"))
            .tokenSet(GOLDEN.getProperty(record + ".tokenSet"))
            .version(Long.parseLong(property(record + ".version")));
    String variable = record + ".variable.";
    GOLDEN.stringPropertyNames().stream()
        .filter(name -> name.startsWith(variable))
        .forEach(name -> place.variable(name.substring(variable.length()), property(name)));
    return place.build();
  }

  @ParameterizedTest
  @MethodSource("records")
  void opens(String record) {
    byte[] bytes = HexFormat.of().parseHex(property(record + ".sealed"));
    Sealed sealed = Sealed.of(bytes).withKeyId(property(record + ".keyId"));

    assertThat(bytes[0]).as("format").isEqualTo((byte) 1);
    assertThat(CIPHER.open(sealed, place(record)))
        .isEqualTo(property(record + ".plaintext").getBytes(UTF_8));
  }

  @Test
  void haveEveryFieldAndBothTypesOfKey() {
    List<String> records = records().toList();

    assertThat(records.stream().map(record -> property(record + ".field")))
        .contains(
            CipherContext.CREDENTIAL,
            CipherContext.ACCOUNT,
            CipherContext.VERIFIER,
            CipherContext.STAGED_GRANT,
            CipherContext.KEY_CHECK);
    assertThat(
            records.stream().map(record -> property(record + ".keyId")).collect(Collectors.toSet()))
        .isEqualTo(CIPHER.keyIds())
        .hasSize(2);
  }

  @Test
  void associatedDataIsLaidOutAsTheDocumentSays() {
    CipherContext place =
        CipherContext.builder(WorkspaceId.of("w"), "o", "i", "f")
            .tokenSet("t")
            .version(258)
            .variable("b", "2")
            .variable("a", "")
            .build();

    assertThat(HexFormat.of().formatHex(AssociatedData.of((byte) 1, "7", place)))
        .isEqualTo(
            "00000008"
                + "0070006100740063006800620061"
                + "0079" // patchbay
                + "01"
                + "00000001"
                + "0037"
                + "00000001"
                + "0066"
                + "00000001"
                + "0077"
                + "00000001"
                + "006f"
                + "00000001"
                + "0069"
                + "01"
                + "00000001"
                + "0074"
                + "0000000000000102"
                + "00000002"
                + "00000001"
                + "0061"
                + "00000000"
                + "00000001"
                + "0062"
                + "00000001"
                + "0032");
  }
}
