package dev.patchbay.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.MemberId;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Secret TOKEN = Secret.of("CNRY-f");
  private static final Optional<MemberId> SHARED = Optional.empty();

  @Test
  void isNotTheSameAnywhereElse() {
    Stream<String> fingerprints =
        Stream.of(
            fingerprint("ws_1", "acme", SHARED, Map.of()),
            fingerprint("ws_2", "acme", SHARED, Map.of()),
            fingerprint("ws_1", "acm", Optional.of(MemberId.of("e")), Map.of()),
            fingerprint("ws_1", "acme", Optional.of(MemberId.of("m")), Map.of()),
            fingerprint("ws_1", "acme", SHARED, Map.of("region", "eu")),
            fingerprint("ws_1", "acme", SHARED, Map.of("region", "us")));

    assertThat(fingerprints).doesNotHaveDuplicates().noneMatch(text -> text.contains("CNRY"));
  }

  @Test
  void doesNotDependOnTheOrderOfVariables() {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("a", "1");
    one.put("b", "2");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("b", "2");
    other.put("a", "1");

    assertThat(fingerprint("ws_1", "acme", SHARED, one))
        .isEqualTo(fingerprint("ws_1", "acme", SHARED, other));
  }

  /** Stores keep it, so it must be the same in every version. */
  @Test
  void neverChanges() {
    assertThat(fingerprint("ws_1", "acme", Optional.of(MemberId.of("m")), Map.of("region", "eu")))
        .isEqualTo("17n735qTRri_eAX_IP8mN8C6c1bP5t0n3iuDls_1eHk");
  }

  private static String fingerprint(
      String workspace, String type, Optional<MemberId> member, Map<String, String> variables) {
    return Fingerprint.of(new Place(WorkspaceId.of(workspace), type, member, variables), TOKEN);
  }
}
