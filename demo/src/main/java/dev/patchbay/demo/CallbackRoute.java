package dev.patchbay.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.patchbay.Integrations;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The route of the redirect URI: hands the callback over and shows a page. */
record CallbackRoute(Integrations integrations, String path) implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String integrationType =
        exchange.getRequestURI().getPath().substring(path.length()).replace("/", "");
    try {
      CallbackResult result =
          integrations
              .sessions()
              .completeCallback(
                  CallbackRequest.ofQuery(integrationType, exchange.getRequestURI().getRawQuery()));
      answer(exchange, 200, words(result.session()));
    } catch (IntegrationException refused) {
      answer(exchange, refused.code().httpStatus(), "This link does not work. Please start again.");
    }
  }

  private static String words(Session session) {
    return switch (session.status()) {
      case COMPLETE -> "Connected. You can close this page.";
      case DENIED -> "You declined, and nothing was connected. You can close this page.";
      case PENDING -> "Almost there: the service is slow to answer. You can close this page.";
      case FAILED, EXPIRED -> "That did not work. Please start again.";
    };
  }

  private static void answer(HttpExchange exchange, int status, String words) throws IOException {
    String page =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Patchbay demo</title><p>"
            + words
            + "</p></html>";
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("content-security-policy", "default-src 'none'");
    exchange.getResponseHeaders().set("cache-control", "no-store");
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
