package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account's owner agreed to, at the moment when it turns into tokens. Thread-safe.
 *
 * <p>Most services give out one grant for it; those with several token sets give out one for each.
 */
public final class Approval {
  private final @Nullable String clientId;
  private final SandboxAccount account;
  private final Scopes scopes;
  private final Ledger ledger;
  private final @Nullable RecordedRequest authorization;
  private final Lifetimes lifetimes;

  Approval(@Nullable String clientId, SandboxAccount account, Scopes scopes, Ledger ledger) {
    this.clientId = clientId;
    this.account = account;
    this.scopes = scopes;
    this.ledger = ledger;
    this.authorization = null;
    this.lifetimes = Lifetimes.unlimited();
  }

  private Approval(
      Approval plain, Scopes scopes, @Nullable RecordedRequest authorization, Lifetimes lifetimes) {
    this.clientId = plain.clientId;
    this.account = plain.account;
    this.scopes = scopes;
    this.ledger = plain.ledger;
    this.authorization = authorization;
    this.lifetimes = lifetimes;
  }

  Approval inAnswerTo(RecordedRequest request) {
    return new Approval(this, scopes, request, lifetimes);
  }

  Approval lasting(Lifetimes lives) {
    return new Approval(this, scopes, authorization, lives);
  }

  /** {@return the client that asked; empty if the owner made a key without any} */
  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  /** {@return whose account it is about} */
  public SandboxAccount account() {
    return account;
  }

  /** {@return what was agreed to} */
  public Scopes scopes() {
    return scopes;
  }

  /** {@return the request for the consent page; empty if there was none} */
  public Optional<RecordedRequest> authorization() {
    return Optional.ofNullable(authorization);
  }

  /**
   * {@return whether it is the first that the account's owner gave to the client, or the first
   * since all before was revoked}
   */
  public boolean isFirstConsent() {
    return ledger.isFirstConsent(this);
  }

  /**
   * Narrows the approval, for services that give out several grants with scopes of their own.
   *
   * @param part what the next grant allows
   * @return the changed copy
   */
  public Approval withScopes(Scopes part) {
    return new Approval(this, part, authorization, lifetimes);
  }

  /**
   * Gives out an access token; it is alive from now on, until its time is over.
   *
   * @param accessToken the token
   * @return the grant
   */
  public SandboxGrant issue(String accessToken) {
    return ledger.issue(this, accessToken, null);
  }

  /**
   * Gives out an access token with a refresh token; both are alive from now on, until the time of
   * each is over.
   *
   * @param accessToken the access token
   * @param refreshToken the refresh token
   * @return the grant
   */
  public SandboxGrant issueRefreshable(String accessToken, String refreshToken) {
    return ledger.issue(this, accessToken, refreshToken);
  }

  /** How long the tokens live that it turns into. */
  Lifetimes lifetimes() {
    return lifetimes;
  }

  /** Where the tokens are written down. */
  Ledger ledger() {
    return ledger;
  }

  /** Whether it is this client that asked; no client is the one of a key. */
  boolean isOf(String client) {
    return client.equals(clientId);
  }

  @Override
  public String toString() {
    return "Approval[" + clientId().orElse("no client") + ", " + account + ", " + scopes + "]";
  }
}
