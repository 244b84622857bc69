package dev.patchbay.providers.slack;

import dev.patchbay.model.Scopes;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.testkit.providers.ProviderHost;
import dev.patchbay.testkit.sandbox.Endpoint;
import java.util.List;

/** What tests do with Slack only. */
final class SlackSteps {
  private SlackSteps() {}

  /** A session for the user, without the bot. */
  static SessionRequest.Builder userSession(ProviderHost host, String... scopes) {
    return host.session().scopes(Scopes.none()).parameter("user_scope", String.join(",", scopes));
  }

  /** The tokens that were presented to be revoked, in their order. */
  static List<String> revokedTokens(ProviderHost host) {
    return host.service().requests(Endpoint.REVOKE).stream()
        .map(request -> request.authorization("Bearer").orElseThrow())
        .toList();
  }
}
