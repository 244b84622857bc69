package dev.patchbay.testkit.sandbox;

import dev.patchbay.spi.definition.ClientAuthentication;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.spi.definition.RevocationCall;
import dev.patchbay.spi.definition.RevocationReach;
import java.util.Optional;
import java.util.Set;

/** Ends a token in the way that a definition's revocation call describes. */
final class StandardRevocation {
  private final RevocationCall call;
  private final Dialect dialect;

  StandardRevocation(IntegrationDefinition definition, Dialect dialect) {
    this.call = definition.revocation().orElseThrow();
    this.dialect = dialect;
  }

  SandboxReply answer(RecordedRequest request, Ledger ledger) {
    return checkForm(request)
        .or(() -> checkClient(request, ledger))
        .map(reason -> dialect.refuse(reason, request))
        .orElseGet(() -> end(request, ledger));
  }

  private Optional<Refusal> checkForm(RecordedRequest request) {
    boolean complete =
        request.isWellFormed()
            && request.isOf(call.bodyFormat())
            && request.bodyField(call.tokenField()).isPresent()
            && StandardDialect.hasHeaders(request, call.headers());
    return complete ? Optional.empty() : Optional.of(Refusal.MALFORMED_REQUEST);
  }

  private Optional<Refusal> checkClient(RecordedRequest request, Ledger ledger) {
    if (isAnonymous()) {
      return Optional.empty();
    }
    ClientCheck clients = clients(ledger);
    return clients.check(request).or(() -> checkPath(request, clients));
  }

  private Optional<Refusal> checkPath(RecordedRequest request, ClientCheck clients) {
    Optional<String> inPath =
        call.url().texts().stream()
            .flatMap(url -> UrlPattern.of(url).find("client_id", request.url()).stream())
            .findFirst();
    boolean same =
        inPath.isEmpty() || inPath.equals(clients.findPresented(request).map(PresentedClient::id));
    return same ? Optional.empty() : Optional.of(Refusal.UNKNOWN_CLIENT);
  }

  private boolean isAnonymous() {
    return call.clientAuthentication() == ClientAuthentication.ANONYMOUS;
  }

  private ClientCheck clients(Ledger ledger) {
    return new ClientCheck(Set.of(call.clientAuthentication()), ledger);
  }

  private SandboxReply end(RecordedRequest request, Ledger ledger) {
    Optional<SandboxGrant> grant =
        isAnonymous()
            ? request.bodyField(call.tokenField()).flatMap(ledger::findGrant)
            : clients(ledger).findOwnGrant(request, call.tokenField());
    if (grant.isEmpty()) {
      return SandboxReply.empty(call.goneStatuses().stream().findFirst().orElse(200));
    }
    if (call.reach() == RevocationReach.USER_AND_CLIENT) {
      ledger.revokeAllLike(grant.get());
    } else {
      ledger.revoke(grant.get());
    }
    return SandboxReply.empty(200);
  }
}
