package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.OAuthClient;
import dev.patchbay.spi.definition.ClientAuthentication;
import java.util.Optional;
import java.util.Set;

/** Checks that a request is from a registered client, in a way that the service accepts. */
final class ClientCheck {
  private final Set<ClientAuthentication> ways;
  private final Ledger ledger;

  ClientCheck(Set<ClientAuthentication> ways, Ledger ledger) {
    this.ways = Set.copyOf(ways);
    this.ledger = ledger;
  }

  Optional<Refusal> check(RecordedRequest request) {
    if (request.authorization("Basic").isPresent()
        && request.bodyField("client_secret").isPresent()) {
      return Optional.of(Refusal.MALFORMED_REQUEST); // one way per request, section 2.3
    }
    Optional<PresentedClient> presented = findPresented(request);
    Optional<OAuthClient> client = presented.map(PresentedClient::id).flatMap(ledger::findClient);
    if (client.isEmpty()) {
      return Optional.of(Refusal.UNKNOWN_CLIENT);
    }
    return client.get().clientSecret().equals(presented.get().secret())
        ? Optional.empty()
        : Optional.of(Refusal.WRONG_SECRET);
  }

  /** Finds the grant of the token in a body field, if it belongs to the client of the request. */
  Optional<SandboxGrant> findOwnGrant(RecordedRequest request, String tokenField) {
    return findPresented(request)
        .flatMap(
            client ->
                request
                    .bodyField(tokenField)
                    .flatMap(ledger::findGrant)
                    .filter(grant -> grant.isOf(client.id())));
  }

  /** In the order of the enum, so that the bare id beside a Basic header is not taken for all. */
  Optional<PresentedClient> findPresented(RecordedRequest request) {
    return ways.stream()
        .sorted()
        .flatMap(way -> PresentedClient.find(request, way).stream())
        .findFirst();
  }
}
