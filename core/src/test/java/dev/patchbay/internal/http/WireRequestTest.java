package dev.patchbay.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.patchbay.http.ApiRequest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireRequestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/?code=c0de",
        "http://127.0.0.1.example.com/?code=c0de",
        "http://localhost.example.com/?code=c0de",
        "http://10.0.0.1/?code=c0de",
        "ftp://localhost/?code=c0de",
        "https://user:c0de@example.com/",
        "https:///path?code=c0de",
        "https://under_score.example.com/?code=c0de",
        "/relative?code=c0de",
        "file:/etc/passwd?code=c0de"
      })
  void refusesUrlsThatASecretMustNotTravelTo(String url) {
    ApiRequest request = ApiRequest.builder("GET", URI.create(url)).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WireRequest.of(request, "patchbay"))
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("c0de"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/",
        "HTTPS://EXAMPLE.COM:8443",
        "http://localhost:1/",
        "http://127.1.2.3/",
        "http://[::1]:9/"
      })
  void acceptsTlsAndLoopback(String url) {
    ApiRequest request = ApiRequest.builder("GET", URI.create(url)).build();

    assertThat(WireRequest.of(request, "patchbay").getScheme()).startsWithIgnoringCase("http");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONNECT", "TRACE", "get", "", "GET / HTTP/1.1\r\nX: y\r\n\r\nGET"})
  void refusesOtherMethods(String method) {
    assertThatIllegalArgumentException().isThrownBy(() -> WireRequest.of(to(method), "patchbay"));
  }

  @ParameterizedTest
  @CsvSource({
    "Host,evil.example",
    "host,evil.example",
    "Content-Length,3",
    "Transfer-Encoding,chunked",
    "Connection,keep-alive",
    "Expect,100-continue",
    "Upgrade,h2c",
    "Proxy-Authorization,Basic x",
    "Bad Name,x",
    "X:y,x",
    "'',x",
    "X-A,caf\u00e9",
    "X-A,a\u0000b"
  })
  void refusesHeadersThatFrameOrCannotBeSent(String name, String value) {
    ApiRequest request =
        ApiRequest.builder("GET", URI.create("https://a.example/")).header(name, value).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WireRequest.of(request, "patchbay"))
        .withMessageNotContaining(value);
  }

  @Test
  void refusesAHeaderNameThatHoldsALineBreak() {
    ApiRequest request =
        ApiRequest.builder("GET", URI.create("https://a.example/"))
            .header("X-A: 1\r\nX-B", "2")
            .build();

    assertThatIllegalArgumentException().isThrownBy(() -> WireRequest.of(request, "patchbay"));
  }

  @Test
  void letsALaterHeaderReplaceAnEarlierOneOfOtherCase() {
    ApiRequest request =
        ApiRequest.builder("GET", URI.create("https://a.example/"))
            .header("X-A", "1")
            .header("x-a", "2")
            .build();

    assertThat(WireRequest.of(request, "patchbay").getHeaders("X-A"))
        .singleElement()
        .satisfies(header -> assertThat(header.getValue()).isEqualTo("2"));
  }

  private static ApiRequest to(String method) {
    return ApiRequest.builder(method, URI.create("https://a.example/")).build();
  }
}
