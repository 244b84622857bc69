package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.model.Scopes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a service has on its books: registered clients and their redirect URIs, codes that wait to
 * be exchanged, grants that are alive. Thread-safe.
 */
public final class Ledger {
  private final Map<String, OAuthClient> clients = new ConcurrentHashMap<>();
  private final Set<String> redirectUris = ConcurrentHashMap.newKeySet();
  private final Map<String, IssuedCode> codes = new ConcurrentHashMap<>();
  private final Map<String, SandboxGrant> grants = new ConcurrentHashMap<>();
  private volatile @Nullable Scopes knownScopes;

  Ledger() {}

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
    return grants.values().stream().filter(grant -> grant.holds(token)).findFirst();
  }

  /**
   * Ends a grant: both its tokens are dead.
   *
   * @param grant the grant
   */
  public void revoke(SandboxGrant grant) {
    grants.remove(grant.accessToken());
  }

  /**
   * Ends a grant and all others of the same account and client. A key, which has no client, goes
   * alone.
   *
   * @param grant one of them
   */
  public void revokeAllLike(SandboxGrant grant) {
    grants.values().removeIf(grant::isLike);
  }

  boolean isAlive(String accessToken) {
    return grants.containsKey(accessToken);
  }

  SandboxGrant record(SandboxGrant grant) {
    grants.put(grant.accessToken(), grant);
    return grant;
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

  void issue(String code, IssuedCode issued) {
    codes.put(code, issued);
  }

  /** Takes a code off the books; of several who try at once, one gets it. */
  Optional<IssuedCode> claim(String code, String clientId) {
    IssuedCode issued = codes.get(code);
    if (issued == null || !issued.approval().isOf(clientId)) {
      return Optional.empty();
    }
    return codes.remove(code, issued) ? Optional.of(issued) : Optional.empty();
  }
}
