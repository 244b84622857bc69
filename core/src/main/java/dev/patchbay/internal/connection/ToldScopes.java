package dev.patchbay.internal.connection;

import dev.patchbay.http.ApiReply;
import dev.patchbay.model.Scopes;
import dev.patchbay.spi.definition.IdentityCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scopes that a service names beside the answer to the identity call. Thread-safe. */
final class ToldScopes {
  private static final int MAX_HEADER = 4096;

  private volatile @Nullable Scopes scopes;

  void read(IdentityCall call, ApiReply reply) {
    call.scopesHeader()
        .flatMap(reply::header)
        .filter(text -> text.length() <= MAX_HEADER)
        .ifPresent(text -> scopes = Scopes.parse(text));
  }

  Optional<Scopes> find() {
    return Optional.ofNullable(scopes);
  }
}
