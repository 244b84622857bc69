package dev.patchbay.testkit.sandbox;

import dev.patchbay.http.JsonView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An app that does everything right, unless a test changes what it sends. */
final class Flow {
  static final String REDIRECT = "http://127.0.0.1:9999/callback";
  // The pair of RFC 7636, appendix B.
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final Sandbox sandbox;
  private final SandboxService service;
  private final String authorizeUrl;
  private final String tokenUrl;
  private final HttpClient http = newHttp();

  Flow(Sandbox sandbox, SandboxService service, String authorizeUrl, String tokenUrl) {
    this.sandbox = sandbox;
    this.service = service;
    this.authorizeUrl = authorizeUrl;
    this.tokenUrl = tokenUrl;
    service.registerRedirectUri(REDIRECT);
  }

  static HttpClient newHttp() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  Map<String, String> authorization() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", service.client().clientId());
    parameters.put("redirect_uri", REDIRECT);
    parameters.put("scope", "read write");
    parameters.put("state", "s1");
    parameters.put("code_challenge", CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    return parameters;
  }

  URI authorizeUrl(Map<String, String> parameters) {
    return URI.create(sandbox.locate(authorizeUrl) + "?" + FormFields.encode(parameters));
  }

  Map<String, String> approve(Map<String, String> parameters) {
    return parameters(SandboxUser.at(sandbox).approve(authorizeUrl(parameters)));
  }

  Map<String, String> deny() {
    return parameters(SandboxUser.at(sandbox).deny(authorizeUrl(authorization())));
  }

  String newCode() {
    return newCode(authorization());
  }

  String newCode(Map<String, String> parameters) {
    return Objects.requireNonNull(approve(parameters).get("code"), "code");
  }

  Map<String, String> exchange(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("client_id", service.client().clientId());
    service.client().clientSecret().ifPresent(it -> form.put("client_secret", it.reveal()));
    form.put("code_verifier", VERIFIER);
    return form;
  }

  Map<String, String> refresh(String refreshToken) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refreshToken);
    form.put("client_id", service.client().clientId());
    service.client().clientSecret().ifPresent(it -> form.put("client_secret", it.reveal()));
    return form;
  }

  HttpResponse<String> token(Map<String, String> form, String... headers) {
    return send(form(tokenUrl, form, headers));
  }

  HttpResponse<String> tokenText(String body) {
    return send(text(tokenUrl, body));
  }

  HttpResponse<String> tokenJson(Map<String, String> fields, String... headers) {
    return send(json("POST", tokenUrl, fields, headers));
  }

  HttpResponse<String> get(String url, String... headers) {
    return send(withHeaders(url, headers).GET());
  }

  HttpRequest.Builder form(String url, Map<String, String> fields, String... headers) {
    return text(url, FormFields.encode(fields), headers);
  }

  HttpRequest.Builder text(String url, String body, String... headers) {
    return withHeaders(url, headers)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  HttpRequest.Builder json(
      String method, String url, Map<String, String> fields, String... headers) {
    return withHeaders(url, headers)
        .header("Content-Type", "application/json")
        .method(method, BodyPublishers.ofByteArray(JsonText.write(fields)));
  }

  HttpRequest.Builder withHeaders(String url, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.locate(url))).timeout(Duration.ofSeconds(10));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException cause) {
      throw new AssertionError("No whole answer", cause);
    }
  }

  static JsonView json(HttpResponse<String> reply) {
    return JsonView.parse(reply.body().getBytes(StandardCharsets.UTF_8));
  }

  static String text(HttpResponse<String> reply, String path) {
    return json(reply).at(path).textOrNumber().orElse("");
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  static Map<String, String> parameters(URI callback) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : callback.getRawQuery().split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(
          pair.substring(0, equals), FormFields.decode(pair.substring(equals + 1)).orElseThrow());
    }
    return parameters;
  }
}
