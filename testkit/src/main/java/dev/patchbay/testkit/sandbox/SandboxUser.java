package dev.patchbay.testkit.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user with a browser: opens the consent page over HTTP and sends its form. Thread-safe.
 *
 * <p>The callback is not visited; the test decides when, how often and as whom.
 */
public final class SandboxUser {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern FORM =
      Pattern.compile(
          "<form method=\"post\" action=\"([^\"]+)\">\\s*"
              + "<input type=\"hidden\" name=\"ticket\" value=\"([^\"]+)\">");

  private final URI sandbox;
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private SandboxUser(URI sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Sits a user down in front of a sandbox.
   *
   * @param sandbox the sandbox
   * @return the user
   */
  public static SandboxUser at(Sandbox sandbox) {
    return new SandboxUser(sandbox.uri());
  }

  /**
   * Sits a user down in front of a sandbox in another process.
   *
   * @param sandbox where it is, without a path
   * @return the user
   */
  public static SandboxUser visiting(URI sandbox) {
    return new SandboxUser(sandbox);
  }

  /**
   * Opens a consent page and presses Approve.
   *
   * @param authorizeUrl the URL that the app sent the user to
   * @return where the browser is sent, with the code; also where it is sent with an error because
   *     the service refused to ask
   * @throws IllegalStateException if the service shows no consent page
   */
  public URI approve(URI authorizeUrl) {
    return decide(authorizeUrl, "approve");
  }

  /**
   * Opens a consent page and presses Deny.
   *
   * @param authorizeUrl the URL that the app sent the user to
   * @return where the browser is sent, with the error
   * @throws IllegalStateException if the service shows no consent page
   */
  public URI deny(URI authorizeUrl) {
    return decide(authorizeUrl, "deny");
  }

  private URI decide(URI authorizeUrl, String decision) {
    if (!authorizeUrl.toString().startsWith(sandbox + "/")) {
      throw new IllegalArgumentException(
          "The authorise URL must be in the sandbox at '" + sandbox + "'");
    }
    HttpResponse<String> page = send(HttpRequest.newBuilder(authorizeUrl).GET());
    if (page.statusCode() == 302) {
      return location(page);
    }
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new IllegalStateException(
          "The service answered with status " + page.statusCode() + " and no consent page");
    }
    Map<String, String> fields = Map.of("ticket", form.group(2), "decision", decision);
    return location(
        send(
            HttpRequest.newBuilder(sandbox.resolve(form.group(1)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(FormFields.encode(fields)))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException cause) {
      throw new UncheckedIOException("The sandbox did not answer", cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the sandbox", interrupted);
    }
  }

  private static URI location(HttpResponse<?> reply) {
    return reply
        .headers()
        .firstValue("Location")
        .map(URI::create)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The service answered with status "
                        + reply.statusCode()
                        + " and sends the browser nowhere"));
  }
}
