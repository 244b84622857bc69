package dev.patchbay.spi.store;

import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Scopes;
import dev.patchbay.model.Session;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session as a store keeps it. Immutable.
 *
 * <p>It is exchanging, which shows as pending, from its claim until its end.
 */
public final class SessionRecord {
  private final Session session;
  private final String stateHash;
  private final String redirectUri;
  private final String clientId;
  private final @Nullable String bindingHash;
  private final Scopes requestedScopes;
  private final Map<String, String> variables;
  private final @Nullable ConnectionId reconnects;
  private final boolean accountChangeAllowed;
  private final @Nullable Sealed sealedVerifier;
  private final @Nullable Sealed stagedGrant;
  private final @Nullable Instant claimedAt;

  private SessionRecord(Builder builder) {
    this.session = builder.session;
    this.stateHash = builder.stateHash;
    this.redirectUri = builder.redirectUri;
    this.clientId = builder.clientId;
    this.bindingHash = builder.bindingHash;
    this.requestedScopes = builder.requestedScopes;
    this.variables = SmallMaps.copyOf(builder.variables);
    this.reconnects = builder.reconnects;
    this.accountChangeAllowed = builder.accountChangeAllowed;
    this.sealedVerifier = builder.sealedVerifier;
    this.stagedGrant = builder.stagedGrant;
    this.claimedAt = builder.claimedAt;
  }

  /**
   * Starts a builder.
   *
   * @param session the session as others may see it, without its authorise URL
   * @param stateHash the SHA-256 of the state, in base64url
   * @param redirectUri the redirect URI of the authorise URL, to be sent again as it is
   * @param clientId the client that asks
   * @return a builder with every other property at its default
   */
  public static Builder builder(
      Session session, String stateHash, String redirectUri, String clientId) {
    return new Builder(session, stateHash, redirectUri, clientId);
  }

  /** {@return a builder that starts with the values of this one} */
  public Builder toBuilder() {
    return copyWith(session);
  }

  /**
   * Copies the record for a change of what others may see.
   *
   * @param session the session as it is now
   * @return a record that differs in the session only
   */
  public SessionRecord withSession(Session session) {
    return copyWith(session).build();
  }

  private Builder copyWith(Session session) {
    Builder copy = new Builder(session, stateHash, redirectUri, clientId);
    copy.bindingHash = bindingHash;
    copy.requestedScopes = requestedScopes;
    copy.variables.putAll(variables);
    copy.reconnects = reconnects;
    copy.accountChangeAllowed = accountChangeAllowed;
    copy.sealedVerifier = sealedVerifier;
    copy.stagedGrant = stagedGrant;
    copy.claimedAt = claimedAt;
    return copy;
  }

  /** {@return the session as others may see it, without its authorise URL} */
  public Session session() {
    return session;
  }

  /** {@return the SHA-256 of the state, in base64url} */
  public String stateHash() {
    return stateHash;
  }

  /** {@return the redirect URI of the authorise URL, to be sent again as it is} */
  public String redirectUri() {
    return redirectUri;
  }

  /** {@return the client that asks} */
  public String clientId() {
    return clientId;
  }

  /**
   * {@return the SHA-256 of the browser binding, in base64url; empty if the session is not bound}
   */
  public Optional<String> bindingHash() {
    return Optional.ofNullable(bindingHash);
  }

  /** {@return the scopes asked for} */
  public Scopes requestedScopes() {
    return requestedScopes;
  }

  /** {@return the integration's variables} */
  public Map<String, String> variables() {
    return variables;
  }

  /** {@return the connection to reconnect; empty if none is named} */
  public Optional<ConnectionId> reconnects() {
    return Optional.ofNullable(reconnects);
  }

  /** {@return the reconnect may come back as another account} */
  public boolean accountChangeAllowed() {
    return accountChangeAllowed;
  }

  /** {@return the PKCE verifier; empty if there is none, or it was used} */
  public Optional<Sealed> sealedVerifier() {
    return Optional.ofNullable(sealedVerifier);
  }

  /** {@return the grant that waits for its account to be identified; empty if there is none} */
  public Optional<Sealed> stagedGrant() {
    return Optional.ofNullable(stagedGrant);
  }

  /** {@return when the callback claimed it, in store time; empty if none has} */
  public Optional<Instant> claimedAt() {
    return Optional.ofNullable(claimedAt);
  }

  /** {@return whether a callback claimed the session and has not finished it} */
  public boolean isExchanging() {
    return claimedAt != null && !session.isEnded();
  }

  /** {@return the key that finds the session} */
  public SessionKey key() {
    return new SessionKey(session.workspaceId(), session.id());
  }

  @Override
  public String toString() {
    return "SessionRecord[session=" + session + "]";
  }

  /** Builds a {@link SessionRecord}. Not thread-safe. */
  public static final class Builder {
    private final Session session;
    private final String stateHash;
    private final String redirectUri;
    private final String clientId;
    private @Nullable String bindingHash;
    private Scopes requestedScopes = Scopes.none();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private @Nullable ConnectionId reconnects;
    private boolean accountChangeAllowed = false;
    private @Nullable Sealed sealedVerifier;
    private @Nullable Sealed stagedGrant;
    private @Nullable Instant claimedAt;

    private Builder(Session session, String stateHash, String redirectUri, String clientId) {
      this.session = Objects.requireNonNull(session, "session");
      this.stateHash = Objects.requireNonNull(stateHash, "stateHash");
      this.redirectUri = Objects.requireNonNull(redirectUri, "redirectUri");
      this.clientId = Objects.requireNonNull(clientId, "clientId");
    }

    /**
     * Sets the SHA-256 of the browser binding, in base64url. Default: none.
     *
     * @param bindingHash the SHA-256 of the browser binding, in base64url
     * @return this builder
     */
    public Builder bindingHash(@Nullable String bindingHash) {
      this.bindingHash = bindingHash;
      return this;
    }

    /**
     * Sets the scopes asked for. Default: none.
     *
     * @param requestedScopes the scopes asked for
     * @return this builder
     */
    public Builder requestedScopes(Scopes requestedScopes) {
      this.requestedScopes = Objects.requireNonNull(requestedScopes, "requestedScopes");
      return this;
    }

    /**
     * Adds one entry to the integration's variables; the last of equal names wins. Default: empty.
     *
     * @param name the variable
     * @param value its value
     * @return this builder
     */
    public Builder variable(String name, String value) {
      variables.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Sets the connection to reconnect. Default: none.
     *
     * @param reconnects the connection to reconnect
     * @return this builder
     */
    public Builder reconnects(@Nullable ConnectionId reconnects) {
      this.reconnects = reconnects;
      return this;
    }

    /**
     * Switches on: the reconnect may come back as another account. Default: off.
     *
     * @return this builder
     */
    public Builder accountChangeAllowed() {
      this.accountChangeAllowed = true;
      return this;
    }

    /**
     * Sets the PKCE verifier. Default: none.
     *
     * @param sealedVerifier the PKCE verifier
     * @return this builder
     */
    public Builder sealedVerifier(@Nullable Sealed sealedVerifier) {
      this.sealedVerifier = sealedVerifier;
      return this;
    }

    /**
     * Sets the grant that waits for its account to be identified. Default: none.
     *
     * @param stagedGrant the grant that waits for its account to be identified
     * @return this builder
     */
    public Builder stagedGrant(@Nullable Sealed stagedGrant) {
      this.stagedGrant = stagedGrant;
      return this;
    }

    /**
     * Sets when the callback claimed it, in store time. Default: none.
     *
     * @param claimedAt when the callback claimed it, in store time
     * @return this builder
     */
    public Builder claimedAt(@Nullable Instant claimedAt) {
      this.claimedAt = claimedAt;
      return this;
    }

    /**
     * Builds the value.
     *
     * @return the immutable value
     */
    public SessionRecord build() {
      return new SessionRecord(this);
    }
  }
}
