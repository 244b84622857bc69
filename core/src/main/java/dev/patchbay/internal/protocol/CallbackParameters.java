package dev.patchbay.internal.protocol;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.ErrorDetail;
import dev.patchbay.error.InvalidRequestException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a callback's query says, read strictly: a parameter of the protocol named twice, empty or
 * not decodable is refused; unknown ones, tokens among them, are ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749, section 4.1.2</a>
 */
public final class CallbackParameters {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackParameters.class);
  private static final int MAX_QUERY = 8 * 1024;
  private static final Set<String> KNOWN = Set.of("state", "code", "error", "iss");
  private static final Set<String> TOKENS = Set.of("access_token", "id_token", "refresh_token");

  private final String state;
  private final @Nullable String code;
  private final @Nullable String error;
  private final @Nullable String issuer;

  private CallbackParameters(String state, Map<String, String> found) {
    this.state = state;
    this.code = found.get("code");
    this.error = found.get("error");
    this.issuer = found.get("iss");
  }

  /**
   * Reads a query.
   *
   * @param rawQuery the query, not decoded
   * @throws InvalidRequestException with {@code CALLBACK_MALFORMED} if it is none of a callback
   */
  public static CallbackParameters parse(String rawQuery) {
    if (rawQuery.length() > MAX_QUERY) {
      throw malformed("it is longer than 8 KiB");
    }
    Map<String, String> found = new HashMap<>();
    Set<String> tokens = new TreeSet<>();
    for (String pair : rawQuery.split("&", -1)) {
      readPair(pair, found, tokens);
    }
    String state = found.get("state");
    if (state == null) {
      throw malformed("it has no 'state'");
    }
    if (found.containsKey("code") == found.containsKey("error")) {
      throw malformed("it must have either 'code' or 'error'");
    }
    if (!tokens.isEmpty()) {
      LOG.warn("A callback carried {}, which is ignored: only a code is taken", tokens);
    }
    return new CallbackParameters(state, found);
  }

  private static void readPair(String pair, Map<String, String> found, Set<String> tokens) {
    int equals = pair.indexOf('=');
    String name = FormText.decode(equals < 0 ? pair : pair.substring(0, equals)).orElse("");
    if (TOKENS.contains(name)) {
      tokens.add(name);
    }
    if (!KNOWN.contains(name)) {
      return;
    }
    String value = FormText.decode(equals < 0 ? "" : pair.substring(equals + 1)).orElse("");
    if (value.isEmpty() || value.chars().anyMatch(CallbackParameters::isNotPrintable)) {
      throw malformed("'" + name + "' is empty or not readable");
    }
    if (found.put(name, value) != null) {
      throw malformed("'" + name + "' stands in it twice");
    }
  }

  private static boolean isNotPrintable(int c) {
    return c < ' ' || c > '~';
  }

  private static InvalidRequestException malformed(String reason) {
    return new InvalidRequestException(
        ErrorDetail.builder(
                ErrorCode.CALLBACK_MALFORMED,
                "The callback's query is not acceptable: "
                    + reason
                    + "; pass the query exactly as the browser sent it, and let the user start"
                    + " again")
            .field("rawQuery")
            .build());
  }

  public String state() {
    return state;
  }

  Optional<String> code() {
    return Optional.ofNullable(code);
  }

  Optional<String> error() {
    return Optional.ofNullable(error);
  }

  Optional<String> issuer() {
    return Optional.ofNullable(issuer);
  }
}
