package dev.patchbay.web.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.patchbay.model.Secret;
import dev.patchbay.testkit.Canary;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserBindingTest {
  private static final String NAME = "__Host-app";

  private final BrowserBinding binding = BrowserBinding.cookie(NAME);
  private final HttpServletRequest request = mock(HttpServletRequest.class);

  @Test
  void takesTheOneCookieOfTheName() {
    String value = Canary.secret("browser");
    with(new Cookie("other", "a"), new Cookie(NAME, value), new Cookie("app", "b"));
    assertThat(binding.find(request)).contains(Secret.of(value));
  }

  @Test
  void findsNoneWhereThereIsNoCookie() {
    assertThat(binding.find(request)).isEmpty();
    with(new Cookie("other", Canary.secret("browser")));
    assertThat(binding.find(request)).isEmpty();
  }

  @Test
  void takesNoneOfTwo() {
    Cookie once = new Cookie(NAME, Canary.secret("browser"));
    with(once, once);
    assertThat(binding.find(request)).isEmpty();
  }

  @Test
  void tellsNamesApartByCase() {
    with(new Cookie("__host-APP", Canary.secret("browser")));
    assertThat(binding.find(request)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 21, 1_025, 10_000})
  void takesNothingThatCanBeGuessedOrIsTooLong(int length) {
    with(new Cookie(NAME, "x".repeat(length)));
    assertThat(binding.find(request)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 1_024})
  void takesWhatIsJustLongOrShortEnough(int length) {
    with(new Cookie(NAME, "x".repeat(length)));
    assertThat(binding.find(request)).isPresent();
  }

  private void with(Cookie... cookies) {
    when(request.getCookies()).thenReturn(cookies);
  }
}
