package dev.patchbay.web.raw;

import dev.patchbay.web.raw.RawRequest.End;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Requests to the callback and to the API that are out of order in one way or several, the same
 * ones for the same seed. None of them asks for what only the container refuses with 501 or 505: an
 * unknown transfer coding, another version of HTTP.
 */
public final class MalformedRequests {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "get", "G", "PROPFIND");

  private static final List<String> HEADERS =
      List.of(
          "cookie: a",
          "cookie: a=b; a=c; =; ;;; $Version=1",
          "cookie: " + "x".repeat(4_000),
          "authorization: Bearer",
          "authorization: Bearer  a",
          "authorization: bearer a",
          "authorization: Basic OjpA",
          "authorization: \u00ff",
          "accept: \u00e9/*",
          "x-forwarded-for: ${jndi:x}",
          "x-forwarded-host: evil.example",
          "x-http-method-override: DELETE",
          "content-encoding: gzip",
          "expect: 100-continue",
          "if-none-match: *",
          "range: bytes=0-0",
          "origin: null",
          "x-a: " + "y".repeat(9_000));

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-7",
          "application/json;",
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "\u00ff",
          "a".repeat(2_000));

  private final Random random;
  private final OddText text;
  private final MalformedQueries queries;
  private final MalformedBodies bodies;
  private final String mount;
  private final String key;

  /**
   * Begins with a seed.
   *
   * @param random the only source of chance
   * @param mount the path that the servlet is mounted at
   * @param key a key of the API
   * @param states states that sessions wait for
   */
  public MalformedRequests(Random random, String mount, String key, List<String> states) {
    this.random = random;
    this.text = new OddText(random);
    this.queries = new MalformedQueries(random, states);
    this.bodies = new MalformedBodies(random);
    this.mount = mount;
    this.key = key;
  }

  /** {@return the next request} */
  public RawRequest next() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> bodiless("GET", callback() + "?" + queries.next());
      case 4 -> bodiless(text.pick(METHODS), oddPath() + "?" + queries.next());
      case 5 -> bodiless("GET", path() + "?" + text.piece() + "=" + text.piece());
      case 6 -> broken();
      default -> withBody();
    };
  }

  private String callback() {
    return mount
        + "/oauth/callback"
        + text.pick(List.of("/acme", "/acme", "/acme", "", "/other", "/ACME", "/%61cme"));
  }

  private String path() {
    return mount
        + text.pick(
            List.of(
                "/oauth/sessions/" + text.tame(),
                "/oauth/sessions/sess_" + text.token(),
                "/workspaces/" + text.tame() + "/connections",
                "/workspaces/ws_ours/connections/" + text.tame(),
                "/workspaces/ws_ours/connections",
                "/integrations",
                "/healthz"));
  }

  private String oddPath() {
    return text.pick(
        List.of(
            mount + "/oauth/callback;jsessionid=1/acme",
            mount + "/oauth/callback/acme;a=b",
            mount + "//oauth//callback//acme",
            mount + "/oauth/./callback/acme",
            mount + "/oauth/sessions/../callback/acme",
            mount + "/oauth/callback/%2e%2e/acme",
            mount + "/oauth%2fcallback/acme",
            mount + "/oauth/callback%2facme",
            mount + "/oauth/callback/acme/",
            mount + "/oauth/callback/" + text.piece(),
            mount + "/oauth/call\u0000back",
            mount + "/oauth/\u00e9",
            mount + "\\oauth\\callback",
            mount,
            mount + "/",
            "http://evil.example" + mount + "/oauth/callback/acme",
            "*",
            path() + "/" + text.piece()));
  }

  private RawRequest bodiless(String method, String target) {
    return request(method + " " + target, headers(), "", End.KEEP);
  }

  private RawRequest withBody() {
    String type = random.nextInt(4) == 0 ? text.pick(TYPES) : "application/json";
    String path =
        text.pick(List.of("/oauth/sessions", "/workspaces/ws_ours/connections", "/oauth/callback"));
    String body = bodies.next(path);
    String headers = headers() + "content-type: " + type + "\r\n";
    String target = mount + path;
    return random.nextInt(5) == 0
        ? request(
            "POST " + target, headers + "transfer-encoding: chunked\r\n", chunks(body), End.CLOSE)
        : request("POST " + target, headers + length(body.length()), body, End.KEEP);
  }

  private static String length(int length) {
    return "content-length: " + length + "\r\n";
  }

  /** Chunks, sometimes such that they never end, or are of a size that is no number. */
  private String chunks(String body) {
    String size = Integer.toHexString(body.length());
    return switch (random.nextInt(6)) {
      case 0 -> size + "\r\n" + body;
      case 1 -> "zz\r\n" + body + "\r\n0\r\n\r\n";
      case 2 -> "-1\r\n" + body + "\r\n0\r\n\r\n";
      case 3 -> "ffffffffffffffff\r\n" + body;
      case 4 -> size + ";" + text.tame() + "\r\n" + body + "\r\n0\r\n\r\n";
      default -> size + "\r\n" + body + "0\r\n\r\n";
    };
  }

  private RawRequest broken() {
    String get = "GET " + callback() + "?" + queries.next();
    String sessions = "/oauth/sessions";
    String post = "POST " + mount + sessions;
    return switch (random.nextInt(7)) {
      case 0 -> new RawRequest(bytes(text.bytes(400)), End.CLOSE);
      case 1 -> new RawRequest(bytes(get), End.CLOSE);
      case 2 -> new RawRequest(bytes(get + " HTTP/1.1\nhost: a\n\n"), End.CLOSE);
      case 3 -> new RawRequest(bytes(get + " HTTP/1.1\r\n\r\n"), End.CLOSE);
      case 4 -> request(post, headers() + length(5_000), bodies.next(sessions), End.CLOSE);
      case 5 -> request(post, headers() + length(3) + length(4), "{}{}", End.CLOSE);
      default -> request(get, "content-length: -1\r\n : x\r\nx\r\n folded\r\n", "", End.CLOSE);
    };
  }

  private String headers() {
    StringBuilder headers = new StringBuilder();
    if (random.nextInt(4) > 0) {
      headers.append("authorization: Bearer ").append(key).append("\r\n");
    }
    for (int i = random.nextInt(3) - 1; i > 0; i--) {
      headers.append(text.pick(HEADERS)).append("\r\n");
    }
    return headers.toString();
  }

  private static RawRequest request(String start, String headers, String body, End end) {
    return new RawRequest(
        bytes(start + " HTTP/1.1\r\nhost: 127.0.0.1\r\n" + headers + "\r\n" + body), end);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
