package dev.patchbay.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUrlsTest {
  private final ReturnUrls returns =
      new ReturnUrls(List.of("https://app.example/done", "https://portal.example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/settings",
        "/settings/integrations?tab=1&next=//evil.example#top",
        "/a/b.c/..d",
        "https://app.example/done",
        "https://app.example/done/",
        "https://app.example/done/x?y=https://evil.example",
        "https://portal.example",
        "https://portal.example/",
        "https://portal.example/anything?x#y"
      })
  void acceptsOwnPathsAndWhatTheListCovers(String url) {
    assertThat(returns.check(url)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "settings",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " /settings",
        "/%2f/evil.example",
        "/%5cevil.example",
        "/..//evil.example",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a/.%2E/b",
        "/./a",
        "http://app.example/done",
        "https://app.example",
        "https://app.example/donee",
        "https://app.example/done/../admin",
        "https://app.example/done/%2e%2e/admin",
        "https://app.example/other",
        "https://app.example@evil.example/done",
        "https://app.example:444/done",
        "https://app.example.evil.example/done",
        "https://evil.example/https://app.example/done",
        "https://portal.example.evil.example",
        "https://portal.example:80/",
        "https://portal.example@evil.example/",
        "https://portal.example\\@evil.example/",
        "https:/portal.example/",
        "https:portal.example",
        "HTTPS://PORTAL.EXAMPLE/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://p\u043ertal.example/",
        "/caf\u00e9",
        "?next=/",
        "#x"
      })
  void refusesWhateverABrowserCouldTakeElsewhere(String url) {
    assertRefused(url);
  }

  @ParameterizedTest
  @ValueSource(ints = {2049, 100_000})
  void refusesWhatIsTooLong(int length) {
    assertRefused("/" + "a".repeat(length - 1));
  }

  private void assertRefused(String url) {
    assertThatThrownBy(() -> returns.check(url))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.RETURN_TO_NOT_ALLOWED);
              assertThat(failure.field()).contains("returnTo");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/path",
        "app.example",
        "http://app.example",
        "https://",
        "https://user@app.example",
        "https://app.example?x",
        "https://app.example#x",
        "https://app.example/a/../b",
        "https://app.example//b",
        "ftp://app.example",
        "https://app example"
      })
  void listRefusesWhatIsNoPlainHttpsUrl(String entry) {
    assertThat(ReturnUrls.isAcceptableEntry(entry)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://app.example", "https://app.example:8443/a/b", "http://localhost:3000"})
  void listTakesPlainHttpsUrlsAndLoopback(String entry) {
    assertThat(ReturnUrls.isAcceptableEntry(entry)).isTrue();
  }
}
