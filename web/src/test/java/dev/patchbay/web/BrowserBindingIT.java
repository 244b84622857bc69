package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Endpoint;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import dev.patchbay.web.raw.RawConnection;
import dev.patchbay.web.raw.RawReply;
import dev.patchbay.web.raw.RawRequest;
import dev.patchbay.web.raw.RawRequest.End;
import dev.patchbay.web.spi.BrowserBinding;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session that a browser began is finished by that browser and by no other. */
class BrowserBindingIT {
  private static final String NAME = "__Host-app";
  private static final int ROUNDS = 50;

  @ParameterizedTest
  @EnumSource
  void otherBrowsersAreRefusedAndTheRightOneStillFinishes(Container container) throws Exception {
    try (Host host = Host.start(bound(container));
        RawConnection victim = new RawConnection(host.client.url(""))) {
      int refused = 0;
      for (int round = 0; round < ROUNDS; round++) {
        String cookie = NAME + "=" + Canary.secret("browser");
        PendingSession session = PendingSession.begin(host, cookie);
        URI callback = host.user.approve(session.authorizeUrl());
        int exchanged = host.service.count(Endpoint.TOKEN);
        for (String headers : foreign(host, cookie)) {
          assertRefused(victim.exchange(arrival(callback, headers)).orElseThrow());
          refused++;
        }
        assertThat(session.status()).isEqualTo(SessionStatus.PENDING);
        assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(exchanged);
        assertThat(arrive(host, callback, cookie).statusCode()).isEqualTo(200);
        assertThat(session.status()).isEqualTo(SessionStatus.COMPLETE);
      }
      assertThat(refused).isEqualTo(600);
    }
  }

  /** What a browser sends that has not begun the session; 12 ways. */
  private static List<String> foreign(Host host, String cookie) throws Exception {
    String own = cookie.substring(cookie.indexOf('=') + 1);
    String others = NAME + "=" + Canary.secret("browser");
    PendingSession.begin(host, others);
    return List.of(
        "",
        cookie("app=" + own),
        cookie(NAME + "2=" + own),
        cookie(NAME + "=" + Canary.secret("browser")),
        cookie(others),
        cookie(NAME + "="),
        cookie(NAME),
        cookie(NAME + "=1"),
        cookie(NAME + "=" + own + "a"),
        cookie(NAME + "=" + own.substring(1)),
        cookie(cookie + "; " + others),
        // Larger than what containers take of all headers, so that it comes in two.
        cookie(NAME + "=" + "x".repeat(5_000)) + "x-more: " + "x".repeat(2_000) + "\r\n");
  }

  private static String cookie(String pairs) {
    return "cookie: " + pairs + "\r\n";
  }

  private static RawRequest arrival(URI callback, String headers) {
    String request =
        "GET %s?%s HTTP/1.1\r\nhost: 127.0.0.1\r\n%s\r\n"
            .formatted(callback.getRawPath(), callback.getRawQuery(), headers);
    return new RawRequest(request.getBytes(StandardCharsets.US_ASCII), End.KEEP);
  }

  private static void assertRefused(RawReply page) {
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("This is another browser");
  }

  @ParameterizedTest
  @EnumSource
  void cookieLargerThanContainersTakeIsRefused(Container container) throws Exception {
    try (Host host = Host.start(bound(container));
        RawConnection victim = new RawConnection(host.client.url(""))) {
      String cookie = NAME + "=" + Canary.secret("browser");
      PendingSession session = PendingSession.begin(host, cookie);
      URI callback = host.user.approve(session.authorizeUrl());
      RawRequest huge = arrival(callback, cookie(NAME + "=" + "x".repeat(10_000)));

      assertThat(victim.exchange(huge)).hasValueSatisfying(page -> isRefusal(page.status()));

      assertThat(session.status()).isEqualTo(SessionStatus.PENDING);
      assertThat(arrive(host, callback, cookie).statusCode()).isEqualTo(200);
      assertThat(host.service.count(Endpoint.TOKEN)).isEqualTo(1);
    }
  }

  private static void isRefusal(int status) {
    assertThat(status).isBetween(400, 499);
  }

  @ParameterizedTest
  @EnumSource
  void sessionOfABackendIsFinishedByAnyBrowser(Container container) throws Exception {
    try (Host host = Host.start(bound(container))) {
      PendingSession session = PendingSession.begin(host);
      URI callback = host.user.approve(session.authorizeUrl());
      String cookie = NAME + "=" + Canary.secret("browser");

      assertThat(arrive(host, callback, cookie).statusCode()).isEqualTo(200);

      assertThat(session.status()).isEqualTo(SessionStatus.COMPLETE);
    }
  }

  private static HostSettings bound(Container container) {
    return HostSettings.in(container)
        .withServlet(
            servlet ->
                servlet.sessionsPerMinute(1_000).browserBinding(BrowserBinding.cookie(NAME)));
  }

  private static HttpResponse<String> arrive(Host host, URI callback, String cookie)
      throws Exception {
    return host.client.send(HttpRequest.newBuilder(callback).header("cookie", cookie).build());
  }
}
