package dev.patchbay.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionFailure;
import dev.patchbay.model.SessionId;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.model.WorkspaceId;
import dev.patchbay.web.browser.Chromium;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.owasp.encoder.Encode;

/** The pages in a browser: they fit a phone, can be read by day and by night, and are pictured. */
@Tag("one-jdk")
class ResultPageLookIT {
  private static final Path FOLDER = Path.of("target", "pages");
  private static final Pattern REPORT = Pattern.compile("<pre id=\"report\"[^>]*>(.*?)</pre>");

  /** Looks at each page in a frame as wide as a phone, and at the contrast of each text. */
  private static final String MEASURE =
      """
      const lit = color => {
        const channels = color.match(/[0-9.]+/g).slice(0, 3).map(text => text / 255)
            .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
      };
      const report = [];
      addEventListener('load', () => {
        for (const frame of document.querySelectorAll('iframe')) {
          const page = frame.contentDocument;
          const style = element => frame.contentWindow.getComputedStyle(element);
          const sheet = lit(style(page.querySelector('main')).backgroundColor);
          const contrasts = [...page.querySelectorAll('h1, p')].map(element => {
            const ink = lit(style(element).color);
            return (Math.max(ink, sheet) + 0.05) / (Math.min(ink, sheet) + 0.05);
          });
          report.push({
            overflow: page.documentElement.scrollWidth - frame.clientWidth,
            ground: lit(style(page.body).backgroundColor),
            contrast: Math.min(...contrasts)});
        }
        document.getElementById('report').textContent = JSON.stringify(report);
      });
      """;

  @ParameterizedTest
  @CsvSource({"1, light, 0.8, 1.0", "0, dark, 0.0, 0.1"})
  void everyPageFitsAPhoneAndCanBeRead(int scheme, String name, double darkest, double brightest)
      throws Exception {
    Chromium chromium = Chromium.installed();
    Path sheet = sheet("phone-" + name, "width:390px;height:500px", pages());
    String preferred = "--blink-settings=preferredColorScheme=" + scheme;

    JsonNode report = report(chromium.dump(sheet.toUri().toString(), preferred));

    assertThat(report).hasSize(pages().size());
    assertThat(report).allMatch(page -> page.path("overflow").intValue() <= 0);
    assertThat(report).allMatch(page -> page.path("contrast").doubleValue() >= 4.5);
    assertThat(report)
        .allMatch(page -> page.path("ground").doubleValue() >= darkest)
        .allMatch(page -> page.path("ground").doubleValue() <= brightest);
  }

  @Test
  void pagesArePictured() throws Exception {
    Chromium chromium = Chromium.installed();
    Path phone = sheet("phone", "width:390px;height:500px", pages());
    Path desk = sheet("desk", "width:900px;height:500px", pages());
    for (String scheme : List.of("1", "0")) {
      String preferred = "--blink-settings=preferredColorScheme=" + scheme;
      String name = scheme.equals("1") ? "-light.png" : "-dark.png";
      chromium.screenshot(
          phone.toUri().toString(),
          FOLDER.resolve("phone" + name),
          preferred,
          "--window-size=1700,2100");
      chromium.screenshot(
          desk.toUri().toString(),
          FOLDER.resolve("desk" + name),
          preferred,
          "--window-size=1840,2600");
    }
    assertThat(FOLDER.resolve("phone-light.png")).isNotEmptyFile();
    assertThat(FOLDER.resolve("desk-dark.png")).isNotEmptyFile();
  }

  private static JsonNode report(String document) throws IOException {
    Matcher report = REPORT.matcher(document);
    assertThat(report.find()).isTrue();
    return new ObjectMapper().readTree(report.group(1));
  }

  /** Writes a document that shows pages side by side, and measures them. */
  private static Path sheet(String name, String style, List<String> pages) throws IOException {
    StringBuilder document = new StringBuilder("<!doctype html><meta charset=\"utf-8\">");
    for (String page : pages) {
      document.append("<iframe style=\"border:0;margin:4px;").append(style).append("\" srcdoc=\"");
      document.append(Encode.forHtmlAttribute(page)).append("\"></iframe>");
    }
    document.append("<pre id=\"report\" hidden></pre><script>").append(MEASURE).append("</script>");
    Files.createDirectories(FOLDER);
    return Files.writeString(FOLDER.resolve(name + ".html").toAbsolutePath(), document);
  }

  private static List<String> pages() throws IOException {
    List<PageWords> words = new ArrayList<>();
    for (SessionStatus status : SessionStatus.values()) {
      words.add(PageWords.of(session(status, ErrorCode.TOKEN_REPLY_INVALID), "Google Drive"));
    }
    words.add(PageWords.of(session(SessionStatus.FAILED, ErrorCode.CLIENT_REJECTED), "Slack"));
    words.add(
        PageWords.of(session(SessionStatus.FAILED, ErrorCode.ACCOUNT_MISMATCH), "W".repeat(80)));
    words.add(PageWords.refused(ErrorCode.STATE_UNKNOWN));
    words.add(PageWords.refused(ErrorCode.BROWSER_BINDING_MISMATCH));
    words.add(PageWords.refused(ErrorCode.OVERLOADED));
    words.add(PageWords.refused(ErrorCode.INTERNAL_FAULT));
    List<String> pages = new ArrayList<>();
    for (PageWords each : words) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ResultPage.of(200, each).body().writeTo(out);
      pages.add(out.toString(StandardCharsets.UTF_8));
    }
    return pages;
  }

  private static Session session(SessionStatus status, ErrorCode code) {
    WorkspaceId workspace =
        WorkspaceId.of(status == SessionStatus.FAILED ? "w".repeat(128) : "ws_abc123");
    Session.Builder session = Session.builder(SessionId.of("sess_a"), workspace, "acme");
    if (status == SessionStatus.FAILED) {
      session.failure(SessionFailure.builder(code.wireValue(), "not shown").build());
    }
    return session.status(status).build();
  }
}
