package dev.patchbay.benchmarks.jetty;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Says something as long as what our API would have said, whatever is asked; reads what it is sent.
 */
final class ConstantServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private static final byte[] SESSION =
      bytes(
          """
          {"success":true,"data":{"session_id":"sess_fake-session-000000000000000000000000000000",\
          "authorize_url":"https://github.com/login/oauth/authorize?response_type=code\
          &client_id=fake-client\
          &redirect_uri=https%3A%2F%2Fhost.example%2Foauth%2Fcallback%2Fgithub\
          &scope=read%3Auser+user%3Aemail&state=fake-state-00000000000000000000000000000000\
          &code_challenge=fake-challenge-0000000000000000000000000000\
          &code_challenge_method=S256"}}""");
  private static final byte[] CONNECTION =
      bytes(
          """
          {"success":true,"data":{"external_id":"conn_fake-connection-000000000000000000000000000",\
          "workspace_id":"ws_1","integration_type":"github",\
          "variables":{"host":"github.com"},"status":"active","scope":"read:user repo",\
          "created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-01T00:00:00.000Z"}}""");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.getInputStream().readAllBytes();
    answer(response, 201, SESSION);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(response, 200, CONNECTION);
  }

  private static void answer(HttpServletResponse response, int status, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json; charset=utf-8");
    response.setHeader("cache-control", "no-store");
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("x-request-id", "req_000000000000000000000000");
    response.getOutputStream().write(body);
  }
}
