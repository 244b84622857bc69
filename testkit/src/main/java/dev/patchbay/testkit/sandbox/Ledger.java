package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a service has on its books: registered clients and their redirect URIs, codes, grants that
 * are alive, and which tokens are not any more. Thread-safe.
 */
public final class Ledger {
  private final Map<String, OAuthClient> clients = new ConcurrentHashMap<>();
  private final Set<String> redirectUris = ConcurrentHashMap.newKeySet();
  private final Map<String, IssuedCode> codes = new ConcurrentHashMap<>();
  private final Set<String> claimedCodes = ConcurrentHashMap.newKeySet();
  private final Map<Consent, Approval> consents = new ConcurrentHashMap<>();
  private final TokenBook tokens;
  private volatile @Nullable Scopes knownScopes;

  Ledger(Clock clock) {
    this.tokens = new TokenBook(clock);
  }

  /**
   * Finds a registered client.
   *
   * @param clientId its id
   * @return the client; empty if the id is unknown
   */
  public Optional<OAuthClient> findClient(String clientId) {
    return Optional.ofNullable(clients.get(clientId));
  }

  /**
   * Finds a grant that is alive.
   *
   * @param token its access or its refresh token
   * @return the grant; empty if the token is unknown or dead
   */
  public Optional<SandboxGrant> findGrant(String token) {
    return tokens.findAlive(token);
  }

  /**
   * Finds what a token was given out with, whether it is dead or alive.
   *
   * @param token an access or refresh token, or a key
   * @return the grant; empty if the token is unknown
   */
  public Optional<SandboxGrant> findIssued(String token) {
    return tokens.findIssued(token);
  }

  /**
   * Ends a grant: its tokens are dead, and so is all that came before or after it by refreshing.
   *
   * @param grant the grant
   */
  public void revoke(SandboxGrant grant) {
    tokens.endIf(grant::isFamilyOf);
    forgetConsent(grant);
  }

  /**
   * Ends a grant and all others of the same account and client. A key, which has no client, goes
   * alone.
   *
   * @param grant one of them
   */
  public void revokeAllLike(SandboxGrant grant) {
    tokens.endIf(grant::isLike);
    forgetConsent(grant);
  }

  /**
   * Ends one token; the others of its grant live on.
   *
   * @param token an access or refresh token, or a key
   * @return whether it ended now; not if it is unknown or was dead before
   */
  public boolean revokeToken(String token) {
    return tokens.end(token);
  }

  /**
   * Says whether a token is dead, where services tell that from one that they never gave out.
   *
   * @param token an access or refresh token, or a key
   * @return whether it was given out and has ended since
   */
  public boolean isRevoked(String token) {
    return tokens.findIssued(token).isPresent() && tokens.findAlive(token).isEmpty();
  }

  /**
   * Says whether a token is dead only because its time is over.
   *
   * @param token an access or refresh token
   * @return whether it was given out with an end, and that has come
   */
  public boolean isExpired(String token) {
    return tokens.isOver(token);
  }

  /** Ends every grant that the condition holds for. */
  void revokeIf(Predicate<SandboxGrant> condition) {
    tokens.endIf(condition);
  }

  /** Ends the oldest access tokens of those that the condition holds for, if more are alive. */
  void endOldest(int kept, Predicate<SandboxGrant> condition) {
    tokens.endOldest(kept, condition);
  }

  boolean isAlive(String accessToken) {
    return tokens.isAccessAlive(accessToken);
  }

  /** What was given out last of all that came from the same approval as a token. */
  Optional<SandboxGrant> findLatest(String token) {
    return tokens.findLatest(token);
  }

  /** Writes down that someone agreed. */
  void consent(Approval approval) {
    approval
        .clientId()
        .ifPresent(id -> consents.putIfAbsent(key(id, approval.account()), approval));
  }

  boolean isFirstConsent(Approval approval) {
    return approval
        .clientId()
        .filter(id -> consents.get(key(id, approval.account())) == approval)
        .isPresent();
  }

  SandboxGrant issue(Approval approval, String accessToken, @Nullable String refreshToken) {
    return tokens.issue(approval, accessToken, refreshToken);
  }

  /** Trades a refresh token in; of several who try at once, each gets what the rotation allows. */
  RefreshOutcome refresh(String refreshToken, String clientId, Dialect dialect) {
    return tokens.refresh(refreshToken, clientId, dialect);
  }

  void register(OAuthClient client) {
    clients.put(client.clientId(), client);
  }

  void registerRedirectUri(String redirectUri) {
    redirectUris.add(redirectUri);
  }

  boolean isRegistered(String redirectUri) {
    return redirectUris.contains(redirectUri);
  }

  void knowScopes(Scopes known) {
    knownScopes = known;
  }

  /** The scopes of a request that the app does not know; none until it was told which it knows. */
  Scopes unknownAmong(Scopes requested) {
    Scopes known = knownScopes;
    return known == null ? Scopes.none() : requested.missingFrom(known);
  }

  void issue(String code, IssuedCode written) {
    codes.put(code, written);
  }

  /** Takes a code for good; of several who try at once, one gets it. */
  Optional<IssuedCode> claim(String code, String clientId) {
    IssuedCode found = codes.get(code);
    if (found == null || !found.approval().isOf(clientId)) {
      return Optional.empty();
    }
    return claimedCodes.add(code) ? Optional.of(found) : Optional.empty();
  }

  /** Whether a claim of this code succeeded before. */
  boolean isClaimed(String code) {
    return claimedCodes.contains(code);
  }

  private void forgetConsent(SandboxGrant grant) {
    grant.clientId().ifPresent(id -> consents.remove(key(id, grant.account())));
  }

  private static Consent key(String clientId, SandboxAccount account) {
    return new Consent(clientId, account.id());
  }

  private record Consent(String clientId, String accountId) {}
}
