package dev.patchbay.testkit.providers;

import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.TokenSetShape;
import dev.patchbay.testkit.Canary;
import dev.patchbay.testkit.sandbox.Fault;
import dev.patchbay.testkit.sandbox.SandboxReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a token endpoint, its fields where the definition expects them. Not thread-safe.
 */
final class TokenBody {
  private final TokenSetShape shape;
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  private TokenBody(TokenSetShape shape) {
    this.shape = shape;
  }

  /** Starts an answer with an access token and nothing else. */
  static TokenBody with(TokenSetShape shape, Secret accessToken) {
    return without(shape).put(shape.accessToken(), accessToken.reveal());
  }

  /** Starts an empty answer. */
  static TokenBody without(TokenSetShape shape) {
    return new TokenBody(shape);
  }

  static Secret token(String kind) {
    return Secret.of(Canary.secret(kind));
  }

  /** Says that the token is of the set's own type, or a bearer token. */
  TokenBody typed() {
    return tokenType(shape.requiredType().orElse("Bearer"));
  }

  TokenBody tokenType(String type) {
    return put(shape.tokenType(), type);
  }

  TokenBody refreshToken(Secret token) {
    return put(shape.refreshToken(), token.reveal());
  }

  TokenBody refreshTokenAs(@Nullable String text) {
    return put(shape.refreshToken(), text);
  }

  TokenBody expiresIn(Object seconds) {
    return put(shape.expiresIn(), seconds);
  }

  TokenBody scope(String scopes) {
    return put(shape.scope(), scopes);
  }

  /** Puts a field below the names before its dots. */
  TokenBody put(String path, @Nullable Object value) {
    put(fields, path, value);
    return this;
  }

  private static void put(
      Map<String, @Nullable Object> fields, String path, @Nullable Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      fields.put(path, value);
      return;
    }
    String first = path.substring(0, dot);
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    if (fields.get(first) instanceof Map<?, ?> there) {
      there.forEach((name, known) -> inner.put(String.valueOf(name), known));
    }
    put(inner, path.substring(dot + 1), value);
    fields.put(first, inner);
  }

  /** An answer that says all is well. */
  Fault ok() {
    return json(200);
  }

  Fault json(int status) {
    byte[] body = SandboxReply.json(status, fields).body();
    return Fault.json(status, new String(body, StandardCharsets.UTF_8));
  }

  /** An answer in the format of a form. */
  Fault form() {
    String body =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(String.valueOf(field.getValue())))
            .collect(Collectors.joining("&"));
    return Fault.body(200, "application/x-www-form-urlencoded; charset=utf-8", body);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
