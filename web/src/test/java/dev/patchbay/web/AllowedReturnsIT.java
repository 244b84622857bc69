package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.web.host.Client;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.Mounted;
import dev.patchbay.web.host.PendingSession;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A servlet sends browsers below its own paths and URLs only, of what the registry allows. */
class AllowedReturnsIT {
  private static final List<String> ALLOWED =
      List.of(
          "/settings",
          "/settings/",
          "/settings/x",
          "/settings/x/y?z=1",
          "/settings?x=1",
          "/settings?x=/other",
          "/done",
          "/done/",
          "/done/x",
          "/done?x=1",
          "https://app.example/a",
          "https://app.example/a/b",
          "https://app.example/a?x=1");

  private static final List<String> REFUSED =
      List.of(
          "/",
          "/?x=/settings",
          "/other",
          "/other/settings",
          "/settingsx",
          "/settingsx?x=1",
          "/settings-x",
          "/settings.x",
          "/settings;x",
          "/settings%3Fx",
          "/settings%2Fx",
          "/setting",
          "/Settings",
          "/settings/../other",
          "/settings/%2e%2e/other",
          "//settings",
          "/donex",
          "https://app.example",
          "https://app.example/",
          "https://app.example/ab",
          "https://app.example/b?/a",
          "https://app.example/settings",
          "https://other.example/a",
          "https://evil.example/settings");

  @ParameterizedTest
  @EnumSource
  void sessionsLeadBelowWhatIsAllowedOnly(Container container) throws Exception {
    try (Host host = Host.start(narrow(container))) {
      for (String returnTo : ALLOWED) {
        HttpResponse<String> created = create(host, host.client, returnTo);
        assertThat(created.statusCode()).as(returnTo).isEqualTo(201);
        HttpResponse<String> back = PendingSession.of(host, created).finish();
        assertThat(back.statusCode()).as(returnTo).isEqualTo(303);
        assertThat(back.headers().firstValue("location").orElseThrow())
            .startsWith(returnTo + (returnTo.contains("?") ? "&" : "?") + "status=complete&");
      }
      for (String returnTo : REFUSED) {
        HttpResponse<String> refused = create(host, host.client, returnTo);
        assertThat(refused.statusCode()).as(returnTo).isEqualTo(422);
        assertThat(Client.json(refused).path("code").textValue())
            .as(returnTo)
            .isEqualTo("return_to_not_allowed");
        assertThat(Client.json(refused).path("error").textValue()).contains("'return_to'");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sessionThatLeadsElsewhereEndsAtAPage(Container container) throws Exception {
    HostSettings wide = HostSettings.in(container).withServlet(servlet -> servlet);
    try (Host host = Host.start(narrow(container));
        Mounted before = host.mount(wide)) {
      for (String returnTo : List.of("/other", "/settingsx", "https://app.example/b")) {
        PendingSession approved = begin(host, before, returnTo);
        HttpResponse<String> page = approved.finish();
        assertPage(page, "Acme is connected");
        PendingSession denied = begin(host, before, returnTo);
        assertPage(denied.arrive(host.user.deny(denied.authorizeUrl())), "Nothing was connected");
      }
      assertThat(begin(host, before, "/settings").finish().statusCode()).isEqualTo(303);
    }
  }

  private static void assertPage(HttpResponse<String> page, String words) {
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("location")).isEmpty();
    assertThat(page.body()).contains(words);
  }

  private static HostSettings narrow(Container container) {
    HostSettings settings = HostSettings.in(container);
    return settings
        .withRegistry(
            registry -> registry.allowReturnTo("https://app.example/", "https://other.example"))
        .withServlet(
            servlet ->
                settings
                    .servlet()
                    .apply(servlet)
                    .allowReturnTo("/settings", "/done/")
                    .allowReturnTo("https://app.example/a"));
  }

  private static PendingSession begin(Host host, Mounted where, String returnTo)
      throws IOException {
    return PendingSession.of(host, create(host, where.client, returnTo));
  }

  private static HttpResponse<String> create(Host host, Client client, String returnTo)
      throws IOException {
    return client.post(
        PendingSession.SESSIONS,
        host.organisation,
        "{\"integration_type\":\"acme\",\"workspace_id\":\"ws_ours\",\"return_to\":\""
            + returnTo
            + "\"}");
  }
}
