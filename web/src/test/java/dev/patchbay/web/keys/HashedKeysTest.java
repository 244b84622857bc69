package dev.patchbay.web.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.MisconfiguredException;
import dev.patchbay.model.MemberId;
import dev.patchbay.model.Secret;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.testkit.Canary;
import dev.patchbay.web.spi.Principal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedKeysTest {
  private static final Principal OURS = Principal.workspace(WorkspaceId.of("ws_ours"));
  private static final String HASH = "0123456789abcdef".repeat(4);

  private final Secret organisation = Secret.of("org_" + Canary.secret("api-key"));
  private final Secret workspace = Secret.of("tok_" + Canary.secret("api-key"));

  @TempDir Path folder;

  @Test
  void findsWhomEachKeyStandsFor() {
    HashedKeys keys =
        HashedKeys.of(
            "a list",
            List.of(
                "# those that may",
                "",
                "  "
                    + line(organisation, "organisation")
                        .toUpperCase(java.util.Locale.ROOT)
                        .replace("ORGANISATION", "organisation"),
                line(workspace, "workspace=ws_ours\tmember=alice share")));
    assertThat(keys.find(organisation)).contains(Principal.organisation());
    assertThat(keys.find(workspace)).contains(OURS.actingFor(MemberId.of("alice")).sharing());
    assertThat(keys.find(Secret.of("org_" + Canary.secret("api-key")))).isEmpty();
    assertThat(keys.find(Secret.of("x"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word",
        "SECRETLY organisation",
        "SECRETLY member=a",
        "HASH",
        "HASH everybody",
        "HASH organisation share",
        "HASH workspace=",
        "HASH workspace=ws_ours member=",
        "HASH workspace=ws_ours everything",
        "HASH workspace=ws_ours share member=alice",
        "HASH workspace=ws_ours share share",
        "HASH00 organisation",
        "g" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde organisation"
      })
  void badLineIsNamedAndNotShown(String line) {
    assertThatThrownBy(
            () ->
                HashedKeys.of(
                    "'a list'",
                    List.of("# first", HASH + " organisation", line.replace("HASH", HASH))))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("line 3 of 'a list'")
        .hasMessageNotContainingAny("SECRETLY", "everybody", "everything", "0123456789", "ws_ours");
  }

  @Test
  void listWithoutKeyIsRefused() {
    assertThatThrownBy(() -> HashedKeys.of("'a list'", List.of("# none", " ")))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("nobody could use the API");
  }

  @Test
  void variableThatIsNotSetIsRefused() {
    assertThatThrownBy(() -> HashedKeys.environment("PATCHBAY_NOT_SET"))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("'PATCHBAY_NOT_SET' is not set");
  }

  @Test
  void variableHoldsEntriesWithSemicolonsBetween() {
    String variable =
        line(organisation, "organisation") + ";" + line(workspace, "workspace=ws_ours") + "\n# end";
    HashedKeys keys = HashedKeys.ofText("'A'", variable);
    assertThat(keys.find(organisation)).contains(Principal.organisation());
    assertThat(keys.find(workspace)).contains(OURS);
  }

  @Test
  void keyIsTakenWithItsOwnPrefixOnly() {
    HashedKeys keys =
        HashedKeys.of(
            "a list",
            List.of(line(workspace, "organisation"), line(organisation, "workspace=ws_ours")));
    assertThat(keys.find(workspace)).isEmpty();
    assertThat(keys.find(organisation)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "org_", "org_short", "tok_", "key_", "org_with a space in it that is long"})
  void givenKeyMustBeLongAndHaveItsPrefix(String prefix) {
    String text = prefix.startsWith("org_") ? prefix : prefix + Canary.secret("api-key");
    Secret key = Secret.of(text.isEmpty() ? "a" : text);
    assertThatThrownBy(() -> HashedKeys.of(key, Principal.organisation()))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("expected 'org_' and at least 22");
  }

  @Test
  void givenKeyIsFound() {
    assertThat(HashedKeys.of(workspace, OURS).find(workspace)).contains(OURS);
    assertThat(HashedKeys.of(workspace, OURS).find(organisation)).isEmpty();
  }

  @Test
  void fileMustBeThere() {
    Path missing = folder.resolve("none");
    assertThatThrownBy(() -> HashedKeys.file(missing))
        .isInstanceOf(MisconfiguredException.class)
        .hasMessageContaining("'" + missing + "' cannot be read");
  }

  @Test
  void fileIsRead() throws Exception {
    Path file =
        Files.write(folder.resolve("keys"), Arrays.asList(line(workspace, "workspace=ws_ours")));
    assertThat(HashedKeys.file(file).find(workspace)).contains(OURS);
  }

  static String line(Secret key, String principal) {
    return java.util.HexFormat.of().formatHex(ClientKey.hash(key)) + " " + principal;
  }
}
