package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import java.util.Map;
import java.util.Set;

/**
 * What Google makes of the scopes that an app asks for.
 *
 * @see <a
 *     href="https://developers.google.com/identity/protocols/oauth2/resources/granular-permissions">Granular
 *     permissions</a>
 */
final class GoogleScopes {
  static final String OPENID = "openid";
  static final String EMAIL = "https://www.googleapis.com/auth/userinfo.email";
  static final String PROFILE = "https://www.googleapis.com/auth/userinfo.profile";

  private static final Map<String, String> FULL = Map.of("email", EMAIL, "profile", PROFILE);
  private static final Set<String> SIGN_IN = Set.of(OPENID, EMAIL, PROFILE);

  private GoogleScopes() {}

  /** The names under which scopes are granted. */
  static Scopes full(Scopes requested) {
    return Scopes.copyOf(
        requested.values().stream().map(scope -> FULL.getOrDefault(scope, scope)).toList());
  }

  /** What is left if the user ticks some boxes. Sign-in has no box, nor has a scope alone. */
  static Scopes ticked(Scopes requested, Scopes ticks) {
    return requested.values().size() == 1
        ? requested
        : Scopes.copyOf(
            requested.values().stream()
                .filter(scope -> SIGN_IN.contains(scope) || ticks.values().contains(scope))
                .toList());
  }

  static boolean isSignInOnly(Scopes scopes) {
    return SIGN_IN.containsAll(scopes.values());
  }
}
