package dev.patchbay.testkit.providers;

import dev.patchbay.model.Credentials;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A token set that a connection holds, as it shows outside. The refresh token does not: it is seen
 * when it is sent, so asking for it begins a refresh. Not thread-safe.
 */
final class Holding {
  private final Credentials credentials;
  private final Instant since;
  private final Supplier<Optional<Secret>> sent;
  private boolean asked = false;
  private @Nullable Secret refreshToken;

  /**
   * Takes what was handed out.
   *
   * @param since when it was
   * @param sent begins a refresh, and finds what was sent
   */
  Holding(Credentials credentials, Instant since, Supplier<Optional<Secret>> sent) {
    this.credentials = credentials;
    this.since = since;
    this.sent = sent;
  }

  Credentials credentials() {
    return credentials;
  }

  String name() {
    return credentials.tokenSet();
  }

  Secret accessToken() {
    return credentials.accessToken();
  }

  Optional<Secret> refreshToken() {
    if (!asked) {
      asked = true;
      refreshToken = sent.get().orElse(null);
    }
    return Optional.ofNullable(refreshToken);
  }

  Optional<Duration> expiresIn() {
    return credentials.expiresAt().map(end -> Duration.between(since, end));
  }

  Scopes scopes() {
    return credentials.scopes();
  }

  Map<String, String> extra() {
    return credentials.extra();
  }
}
