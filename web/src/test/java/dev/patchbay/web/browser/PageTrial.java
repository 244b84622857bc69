package dev.patchbay.web.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.owasp.encoder.Encode;

/**
 * Loads pages in a browser one after the other without their content security policy, in a frame of
 * the same origin, and says which of them ran a script, and which hold an element or an attribute
 * that none of our pages has. A script shows that it ran by {@code top.hit=1}.
 */
public final class PageTrial {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REPORT = Pattern.compile("<pre id=\"report\">(.*?)</pre>");

  private static final String DRIVER =
      """
      <!doctype html>
      <html><head><meta charset="utf-8"><title>trial</title></head>
      <body><pre id="report"></pre>
      <script>
      const pages = %s;
      const elements = new Set(['HTML', 'HEAD', 'META', 'TITLE', 'STYLE', 'BODY', 'MAIN', 'H1', 'P']);
      const attributes = new Set(['lang', 'charset', 'name', 'content', 'class']);
      const hits = new Set(), foreign = new Set();
      let current = 0;
      Object.defineProperty(window, 'hit', {set() { hits.add(current); }});
      window.alert = window.confirm = window.prompt = () => { hits.add(current); };
      function judge(html) {
        const page = new DOMParser().parseFromString(html, 'text/html');
        for (const element of page.querySelectorAll('*')) {
          const names = [...element.attributes].map(attribute => attribute.name);
          if (!elements.has(element.tagName) || !names.every(name => attributes.has(name))) {
            foreign.add(current);
          }
        }
      }
      function load(html) {
        return new Promise(done => {
          const frame = document.createElement('iframe');
          frame.onload = () => setTimeout(() => { frame.remove(); done(); }, 5);
          frame.srcdoc = html;
          document.body.append(frame);
        });
      }
      (async () => {
        for (; current < pages.length; current++) {
          judge(pages[current]);
          await load(pages[current]);
        }
        document.getElementById('report').textContent =
            JSON.stringify({loaded: current, hits: [...hits], foreign: [...foreign]});
      })();
      </script></body></html>
      """;

  private PageTrial() {}

  /** {@return what came of it, by the pages' places in the list} */
  public static Verdict run(Chromium chromium, List<String> pages) throws IOException {
    Path driver = Files.createTempFile("trial", ".html");
    try {
      Files.writeString(driver, DRIVER.replace("%s", script(pages)));
      Matcher report = REPORT.matcher(chromium.dump(driver.toUri().toString()));
      if (!report.find()) {
        throw new IOException("Chromium did not load all pages");
      }
      return verdict(JSON.readTree(report.group(1)));
    } finally {
      Files.delete(driver);
    }
  }

  private static String script(List<String> pages) throws IOException {
    return "[" + String.join(",", pages.stream().map(PageTrial::literal).toList()) + "]";
  }

  private static String literal(String page) {
    return "'" + Encode.forJavaScriptBlock(page).replace("<", "\\x3c") + "'";
  }

  private static Verdict verdict(JsonNode report) {
    return new Verdict(
        report.path("loaded").intValue(),
        places(report.path("hits")),
        places(report.path("foreign")));
  }

  private static List<Integer> places(JsonNode numbers) {
    return java.util.stream.StreamSupport.stream(numbers.spliterator(), false)
        .map(JsonNode::intValue)
        .toList();
  }

  /**
   * What a browser made of pages.
   *
   * @param loaded how many it loaded
   * @param ran the places of those in which a script ran
   * @param foreign the places of those with an element or attribute that is not ours
   */
  public record Verdict(int loaded, List<Integer> ran, List<Integer> foreign) {}
}
