package dev.patchbay.web.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A request and its answer, as the container has them.
 *
 * @param request the request
 * @param response where the answer goes
 * @param id tells the exchange from others, in the answer and in the log
 */
record Exchange(HttpServletRequest request, HttpServletResponse response, String id) {
  private static final Map<String, String> ON_EVERY_ANSWER =
      Map.of(
          "cache-control", "no-store",
          "x-content-type-options", "nosniff",
          "referrer-policy", "no-referrer",
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'");

  /** Nobody has to guess the id, so that it may come from a generator that is fast. */
  static Exchange of(HttpServletRequest request, HttpServletResponse response) {
    byte[] random = new byte[12];
    ThreadLocalRandom.current().nextBytes(random);
    return new Exchange(request, response, "req_" + HexFormat.of().formatHex(random));
  }

  /** Sends an answer whole, or what went wrong, or so little that the client sees it broke off. */
  void send(Reply reply) throws IOException {
    try {
      write(reply);
    } catch (RuntimeException | Error failure) {
      Refusal refusal = ErrorReplies.refusal(failure, id);
      if (response.isCommitted()) {
        throw new IOException("Answer " + id + " broke off: " + refusal.code().wireValue());
      }
      response.reset();
      write(ErrorReplies.json(refusal, id));
    }
  }

  private void write(Reply reply) throws IOException {
    response.setStatus(reply.status());
    ON_EVERY_ANSWER.forEach(response::setHeader);
    response.setHeader("x-request-id", id);
    reply.headers().forEach(response::setHeader);
    reply.body().writeTo(response.getOutputStream());
  }
}
