package dev.patchbay.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.web.browser.Chromium;
import dev.patchbay.web.browser.HostilePages;
import dev.patchbay.web.browser.PageTrial;
import dev.patchbay.web.browser.Payloads;
import dev.patchbay.web.host.Container;
import dev.patchbay.web.host.Host;
import dev.patchbay.web.host.HostSettings;
import dev.patchbay.web.host.PendingSession;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that a stranger, a service or a plugin says becomes a part of the page. */
@Tag("one-jdk")
class ResultPageIT {
  @ParameterizedTest
  @EnumSource
  void noTextOfOthersRunsOrAddsToThePageEvenWithoutThePolicy(Container container) throws Exception {
    Chromium chromium = Chromium.installed();
    try (Host host = Host.start(HostSettings.in(container).withRegistry(HostilePages::named))) {
      HostilePages pages = new HostilePages(host);
      List<String> spoken = new ArrayList<>();
      List<String> shown = new ArrayList<>();
      for (int i = 0; i < Payloads.ALL.size(); i++) {
        spoken.addAll(spokenOf(pages, Payloads.ALL.get(i)));
        shown.add(pages.ofName(i));
        shown.add(pages.ofWorkspace(Payloads.ALL.get(i)));
      }

      assertThat(spoken).hasSizeGreaterThan(5 * 60).noneMatch(page -> page.contains("top.hit"));
      assertThat(shown).allMatch(page -> page.contains("</main>"));
      assertNothingRuns(chromium, spoken, shown);
    }
  }

  private static List<String> spokenOf(HostilePages pages, String payload) throws Exception {
    List<String> spoken =
        List.of(
            pages.ofStrangersQuery(payload),
            pages.ofDenial(payload),
            pages.ofError(payload),
            pages.ofTokenEndpoint(payload),
            pages.ofAccount(payload));
    assertThat(spoken).noneMatch(page -> page.contains(payload));
    return spoken;
  }

  /** The last two pages are such as must be found, or the browser has not looked at all. */
  private static void assertNothingRuns(Chromium chromium, List<String> spoken, List<String> shown)
      throws Exception {
    List<String> pages =
        new ArrayList<>(Stream.concat(spoken.stream(), shown.stream()).distinct().toList());
    int clean = pages.size();
    pages.add("<!doctype html><title>a</title><script>top.hit=1</script>");
    pages.add("<!doctype html><title>a</title><p><img src=x onerror=top.hit=1>");
    PageTrial.Verdict verdict = PageTrial.run(chromium, pages);
    assertThat(verdict.loaded()).isEqualTo(clean + 2);
    assertThat(verdict.ran()).containsExactly(clean, clean + 1);
    assertThat(verdict.foreign()).containsExactly(clean, clean + 1);
  }

  @Test
  void realBrowserIsToldThatItIsConnectedAndRunsNothing() throws Exception {
    Chromium chromium = Chromium.installed();
    try (Host host =
        Host.start(
            HostSettings.in(Container.JETTY).withDisplayName("Acme <script>x</script> & Sons"))) {
      PendingSession session = PendingSession.begin(host);
      String script = "%3Cscript%3Edocument.title='hit'%3C/script%3E";
      String connected =
          chromium.dump(host.user.approve(session.authorizeUrl()) + "&error_description=" + script);
      assertThat(connected)
          .contains(
              "<title>Acme &lt;script&gt;x&lt;/script&gt; &amp; Sons is connected</title>",
              "account is connected to the workspace ws_ours.")
          .doesNotContain("<script", "hit");
      String refused = chromium.dump(host.client.url("/oauth/callback/acme?state=" + script) + "");
      assertThat(refused)
          .contains("<title>This link does not work</title>")
          .doesNotContain("<script", "hit");
    }
  }

  @Test
  void styleIsLetInByThePolicy() throws Exception {
    Chromium chromium = Chromium.installed();
    try (Host host = Host.start(HostSettings.in(Container.TOMCAT))) {
      Path picture = Path.of("target", "pages", "refused-from-server.png");
      chromium.screenshot(host.client.url("/oauth/callback/acme") + "", picture);
      BufferedImage image = ImageIO.read(new File(picture.toString()));
      assertThat(Integer.toHexString(image.getRGB(1, 1))).isEqualTo("fff6f7f9");
    }
  }
}
