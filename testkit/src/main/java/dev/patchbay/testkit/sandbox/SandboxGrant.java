package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens that a service gave out, and for what. Immutable; {@code toString} leaves them out. */
public final class SandboxGrant {
  private final Approval approval;
  private final String accessToken;
  private final @Nullable String refreshToken;

  SandboxGrant(Approval approval, String accessToken, @Nullable String refreshToken) {
    this.approval = approval;
    this.accessToken = accessToken;
    this.refreshToken = refreshToken;
  }

  /** {@return the client that got it; empty for an API key, which belongs to none} */
  public Optional<String> clientId() {
    return approval.clientId();
  }

  /** {@return whose account it opens} */
  public SandboxAccount account() {
    return approval.account();
  }

  /** {@return what it allows} */
  public Scopes scopes() {
    return approval.scopes();
  }

  /** {@return the access token} */
  public String accessToken() {
    return accessToken;
  }

  /** {@return the refresh token; empty if none was given out} */
  public Optional<String> refreshToken() {
    return Optional.ofNullable(refreshToken);
  }

  @Override
  public String toString() {
    return "SandboxGrant[" + approval.account() + ", " + approval.scopes() + "]";
  }

  /** Whether this client got it. */
  boolean isOf(String client) {
    return approval.isOf(client);
  }

  /** Whether the same client got both, for the same account; a key is like itself only. */
  boolean isLike(SandboxGrant other) {
    return this == other
        || (clientId().filter(other::isOf).isPresent()
            && account().id().equals(other.account().id()));
  }

  boolean holds(String token) {
    return token.equals(accessToken) || token.equals(refreshToken);
  }
}
