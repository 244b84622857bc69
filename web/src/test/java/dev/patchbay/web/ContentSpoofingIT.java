package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.model.SessionStatus;
import dev.patchbay.testkit.SettableClock;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever makes a link to the callback does not choose the words of the page. */
class ContentSpoofingIT {
  private static final String MARKER = "CallPlus15550100";

  private static final List<String> PARAMETERS =
      List.of(
          "error_description",
          "error_uri",
          "error_subtype",
          "error_reason",
          "message",
          "msg",
          "title",
          "text",
          "name",
          "display_name",
          "integration_type",
          "workspace_id",
          "session_id",
          "return_to",
          "redirect_uri",
          "next",
          "url",
          "scope",
          "session_state",
          "hd",
          "authuser",
          "prompt",
          "account",
          "email",
          "lang",
          "status",
          "connection_id",
          "access_token",
          "id_token",
          MARKER);

  @ParameterizedTest
  @EnumSource
  void noParameterOfTheLinkReachesAnyPage(Container container) throws Exception {
    SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    try (Host host =
        Host.start(HostSettings.in(container).withRegistry(builder -> builder.clock(clock)))) {
      for (String name : PARAMETERS) {
        assertSilent(pages(host, clock, "&" + name + "=" + MARKER));
      }
      assertSilent(pages(host, clock, "&" + String.join("=" + MARKER + "&", PARAMETERS)));
    }
  }

  private static List<HttpResponse<String>> pages(Host host, SettableClock clock, String more)
      throws Exception {
    List<HttpResponse<String>> pages = new ArrayList<>(refusals(host, more));
    pages.addAll(ends(host, more));
    PendingSession late = PendingSession.begin(host);
    URI callback = host.user.approve(late.authorizeUrl());
    clock.advance(Duration.ofHours(1));
    pages.add(late.arrive(URI.create(callback + more)));
    assertThat(late.status()).isEqualTo(SessionStatus.EXPIRED);
    return pages;
  }

  /** Links of no session, and to no route. */
  private static List<HttpResponse<String>> refusals(Host host, String more) throws Exception {
    PendingSession session = PendingSession.begin(host);
    String known = "state=" + session.state();
    return List.of(
        session.arrive("x=y" + more),
        session.arrive("state=" + MARKER + "&code=" + MARKER + more),
        session.arrive("state=" + MARKER + "&error=" + MARKER + "&iss=" + MARKER + more),
        session.arrive(known + "&error=a&error=b" + more),
        session.arrive(host.client.url("/oauth/callback?" + known + more)),
        session.arrive(
            host.client.url("/oauth/callback/" + MARKER + "?" + known + "&code=a" + more)),
        session.arrive(host.client.url("/" + MARKER + "?" + known + more)));
  }

  /** What sessions end with, and what a second arrival then sees. */
  private static List<HttpResponse<String>> ends(Host host, String more) throws Exception {
    PendingSession good = PendingSession.begin(host);
    PendingSession denied = PendingSession.begin(host);
    PendingSession failed = PendingSession.begin(host);
    PendingSession refused = PendingSession.begin(host);
    URI callback = URI.create(host.user.approve(good.authorizeUrl()) + more);
    URI denial = URI.create(host.user.deny(denied.authorizeUrl()) + more);
    List<HttpResponse<String>> pages =
        List.of(
            good.arrive(callback),
            good.arrive(callback),
            denied.arrive(denial),
            denied.arrive(denial),
            failed.arrive("state=" + failed.state() + "&error=" + MARKER + more),
            refused.arrive("state=" + refused.state() + "&code=" + MARKER + more));
    assertThat(List.of(good.status(), denied.status(), failed.status(), refused.status()))
        .containsExactly(
            SessionStatus.COMPLETE,
            SessionStatus.DENIED,
            SessionStatus.FAILED,
            SessionStatus.FAILED);
    return pages;
  }

  private static void assertSilent(List<HttpResponse<String>> pages) {
    assertThat(pages)
        .hasSize(14)
        .allMatch(page -> page.statusCode() < 500)
        .noneMatch(page -> page.body().contains(MARKER))
        .noneMatch(page -> page.headers().map().toString().contains(MARKER));
  }
}
