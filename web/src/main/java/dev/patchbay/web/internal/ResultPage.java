package dev.patchbay.web.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.owasp.encoder.Encode;

/**
 * The page that a browser sees after a session: fixed sentences, the names of the integration and
 * the workspace, no script, nothing from elsewhere.
 */
final class ResultPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ground:#f6f7f9;--sheet:#fff;--ink:#1b1f24;--quiet:#57606a;\
      --good:#1a7f37;--bad:#b35900}
      @media(prefers-color-scheme:dark){:root{--ground:#0f1318;--sheet:#1a2028;--ink:#e8ecf1;\
      --quiet:#9aa4af;--good:#4ac26b;--bad:#f0a35e}}
      body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);\
      color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
      main{box-sizing:border-box;width:min(30rem,100% - 2rem);margin:1rem;padding:2rem 1.5rem;\
      background:var(--sheet);border-radius:.75rem;border-top:.3rem solid var(--bad);\
      overflow-wrap:anywhere}
      main.good{border-color:var(--good)}
      h1{margin:0 0 .75rem;font-size:1.35rem;line-height:1.25}
      p{margin:.5rem 0}
      .next{color:var(--quiet)}
      """;

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private ResultPage() {}

  static Reply of(int status, PageWords words) {
    byte[] page = html(words).getBytes(StandardCharsets.UTF_8);
    return new Reply(
        status,
        Map.of(
            "content-type", Reply.HTML,
            "content-security-policy", POLICY,
            "x-frame-options", "DENY",
            "cross-origin-opener-policy", "same-origin",
            "permissions-policy", "camera=(), geolocation=(), microphone=()"),
        out -> out.write(page));
  }

  private static String html(PageWords words) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%1$s</title>
        <style>%2$s</style>
        </head>
        <body>
        <main class="%3$s">
        <h1>%1$s</h1>
        <p>%4$s</p>
        <p class="next">%5$s</p>
        </main>
        </body>
        </html>
        """
        .formatted(
            Encode.forHtmlContent(words.title()),
            STYLE,
            words.tone(),
            Encode.forHtmlContent(words.happened()),
            Encode.forHtmlContent(words.next()));
  }

  /** The source expression that lets one style sheet in. */
  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
