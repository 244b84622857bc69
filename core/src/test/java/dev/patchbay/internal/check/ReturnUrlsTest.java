package dev.patchbay.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.InvalidRequestException;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.WorkspaceId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUrlsTest {
  private final ReturnUrls returns = new ReturnUrls(ReturnUrlCorpus.ALLOWED);

  @ParameterizedTest
  @MethodSource
  void acceptsOwnPathsAndWhatTheListCovers(String url) {
    assertThat(returns.check(url)).isEqualTo(url);
  }

  static List<String> acceptsOwnPathsAndWhatTheListCovers() {
    return ReturnUrlCorpus.accepted();
  }

  @Test
  void refusesWhateverABrowserOrAServerCouldTakeElsewhere() {
    assertThat(ReturnUrlCorpus.refused()).hasSizeGreaterThan(300);
    for (String url : ReturnUrlCorpus.refused()) {
      assertThatThrownBy(() -> returns.check(url), "<%s>", url)
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://evil.example | neither a path on this site nor a URL on the allow-list",
        "/a#b                 | a fragment or a character that no URL has in clear",
        "//evil.example       | begin with exactly one '/'",
        "/a%zz                | a '%' that encodes no UTF-8 text",
        "/a/%2e%2e/b          | a dot segment",
        "/a?%73tatus=ok       | the parameter 'status'",
      })
  void tellsWhatIsWrong(String url, String found) {
    assertThatThrownBy(() -> returns.check(url)).hasMessageContaining(found);
  }

  @Test
  void acceptsTheLongestAllowed() {
    String longest = "/" + "a".repeat(2047);

    assertThat(returns.check(longest)).isEqualTo(longest);
  }

  @Test
  void sessionLosesWhatIsNotAllowedAnyMore() {
    Session.Builder session =
        Session.builder(SessionId.of("sess_1"), WorkspaceId.of("ws_1"), "plain");
    Session kept = session.returnTo("https://app.example/x").build();

    assertThat(returns.withAllowed(kept)).isSameAs(kept);
    assertThat(new ReturnUrls(List.of()).withAllowed(kept).returnTo()).isEmpty();
    assertThat(new ReturnUrls(List.of()).withAllowed(session.returnTo("/x").build()).returnTo())
        .contains("/x");
    assertThat(returns.withAllowed(session.returnTo(null).build()).returnTo()).isEmpty();
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
