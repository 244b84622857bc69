package dev.patchbay.internal.connection;

import dev.patchbay.error.ErrorCode;
import dev.patchbay.internal.check.Arguments;
import dev.patchbay.model.ConnectionRequest;
import dev.patchbay.model.CredentialKind;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.definition.AccessToken;
import dev.patchbay.spi.definition.ApiKey;
import dev.patchbay.spi.definition.AuthMethod;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.WrongKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A credential as it was handed over, in the form that a header can take. What cannot be one is
 * refused here, before any request, with the reason and the fix.
 */
record Handover(CredentialKind kind, Secret credential, Optional<Secret> refreshToken) {
  static final String ACCESS_TOKEN = "accessToken";
  static final String API_KEY = "apiKey";
  private static final String REFRESH_TOKEN = "refreshToken";
  private static final String BEARER = "Bearer ";
  private static final int MAX_LENGTH = 16 * 1024;
  private static final Duration MAX_LIFE = Duration.ofDays(3650);

  /** Reads the credential of a request, of whatever integration. */
  static Handover of(ConnectionRequest request) {
    checkOneOfBoth(request);
    request.extra().keySet().forEach(name -> Arguments.id("extra", name));
    Arguments.entries("extra", request.extra());
    request.clientId().ifPresent(id -> Arguments.text("clientId", id, 256));
    request.expiresIn().ifPresent(Handover::checkLife);
    request.scopes().ifPresent(Arguments::scopes);
    Optional<Secret> refreshToken =
        request.refreshToken().map(secret -> printable(REFRESH_TOKEN, secret));
    if (request.apiKey().isPresent()) {
      Secret key = printable(API_KEY, request.apiKey().get());
      return new Handover(CredentialKind.API_KEY, key, refreshToken);
    }
    Secret token = printable(ACCESS_TOKEN, request.accessToken().orElseThrow());
    return new Handover(CredentialKind.ACCESS_TOKEN, token, refreshToken);
  }

  private static void checkOneOfBoth(ConnectionRequest request) {
    boolean token = request.accessToken().isPresent();
    boolean key = request.apiKey().isPresent();
    if (token && key) {
      throw Arguments.invalid(API_KEY, "an API key beside an access token", "one of the two");
    }
    if (!token && !key) {
      throw Arguments.invalid(
          ACCESS_TOKEN,
          request.refreshToken().isPresent() ? "a refresh token alone" : "no credential",
          request.refreshToken().isPresent()
              ? "the access token that came with it too"
              : "an access token, or an API key in 'apiKey'");
    }
    if (key && (request.refreshToken().isPresent() || request.clientId().isPresent())) {
      throw Arguments.invalid(
          request.refreshToken().isPresent() ? REFRESH_TOKEN : "clientId",
          "a value beside an API key",
          "none: an API key belongs to no OAuth client and is not refreshed");
    }
  }

  private static void checkLife(Duration life) {
    if (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0) {
      throw Arguments.invalid("expiresIn", life.toString(), "more than zero and at most ten years");
    }
  }

  /** White space around a credential is what pasting left; within it, nothing of the kind is. */
  private static Secret printable(String field, Secret secret) {
    String text = secret.reveal();
    String core = withoutScheme(text.strip());
    boolean acceptable =
        !core.isEmpty()
            && core.length() <= MAX_LENGTH
            && core.chars().allMatch(c -> c > ' ' && c <= '~');
    if (!acceptable) {
      throw Arguments.invalid(
          field,
          Arguments.describe(text),
          "1 to " + MAX_LENGTH + " printable ASCII characters without white space among them");
    }
    return Secret.of(core);
  }

  /** People paste the whole header; the word before the token is none of it. */
  private static String withoutScheme(String text) {
    return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? text.substring(BEARER.length()).strip()
        : text;
  }

  /**
   * Sees that the integration takes such a credential.
   *
   * @throws dev.patchbay.error.InvalidRequestException with {@code CREDENTIAL_WRONG_KIND}
   */
  void checkKind(IntegrationDefinition definition) {
    if (kind == CredentialKind.API_KEY) {
      ApiKey method = definition.apiKey().orElseThrow(() -> notTaken(definition, API_KEY));
      checkPrefix(API_KEY, credential, new Known(method.description(), method.wrongKinds()));
      return;
    }
    AccessToken method =
        definition.accessToken().orElseThrow(() -> notTaken(definition, ACCESS_TOKEN));
    Known known = new Known(method.description(), method.wrongKinds());
    checkPrefix(ACCESS_TOKEN, credential, known);
    refreshToken.ifPresent(token -> checkRefresh(token, method, definition));
  }

  private void checkRefresh(Secret token, AccessToken method, IntegrationDefinition definition) {
    Optional<String> unrefreshable =
        method.unrefreshablePrefixes().stream().filter(credential.reveal()::startsWith).findFirst();
    if (definition.oauth2().isEmpty() || unrefreshable.isPresent()) {
      throw wrongKind(
          REFRESH_TOKEN,
          "a refresh token beside an access token"
              + unrefreshable.map(prefix -> " '" + prefix + "..'").orElse("")
              + " that is never refreshed",
          "none; leave it out");
    }
    checkPrefix(REFRESH_TOKEN, token, new Known("the refresh token", method.wrongRefreshKinds()));
  }

  private static void checkPrefix(String field, Secret secret, Known known) {
    for (WrongKind wrong : known.wrongKinds()) {
      if (secret.reveal().startsWith(wrong.prefix())) {
        throw wrongKind(
            field,
            wrong.found() + " ('" + wrong.prefix() + "..')",
            known.expected() + "; " + wrong.remedy());
      }
    }
  }

  private static RuntimeException notTaken(IntegrationDefinition definition, String field) {
    List<String> ways = definition.auth().stream().map(Handover::name).toList();
    return wrongKind(
        field,
        "a credential that '" + definition.id() + "' does not take",
        "to be connected by " + String.join(" or ", ways));
  }

  private static String name(AuthMethod method) {
    if (method instanceof AccessToken) {
      return "'" + ACCESS_TOKEN + "'";
    }
    return method instanceof ApiKey ? "'" + API_KEY + "'" : "OAuth";
  }

  private static RuntimeException wrongKind(String field, String found, String expected) {
    return Arguments.refused(
        ErrorCode.CREDENTIAL_WRONG_KIND, field, Arguments.message(field, found, expected));
  }

  @Override
  public String toString() {
    return "Handover[" + kind + "]";
  }

  /** What is expected, and what is known to be taken for it. */
  private record Known(String expected, List<WrongKind> wrongKinds) {}
}
