package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The page that asks the user. What is wrong with the client or the redirect URI is told on the
 * page and never by a redirect.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749, section 4.1.1</a>
 */
final class AuthorizeEndpoint {
  private final Dialect dialect;
  private final Ledger ledger;
  private final ConsentDesk desk;
  private final PkceCheck pkce;

  AuthorizeEndpoint(Dialect dialect, Ledger ledger, ConsentDesk desk) {
    this.dialect = dialect;
    this.ledger = ledger;
    this.desk = desk;
    this.pkce = new PkceCheck(dialect.pkce());
  }

  SandboxReply answer(RecordedRequest request, SandboxAccount account) {
    Optional<SandboxReply> problem = checkApp(request);
    if (problem.isPresent()) {
      return problem.get();
    }
    return findError(request)
        .map(code -> tell(code, request))
        .orElseGet(() -> desk.ask(ticket(request, account)));
  }

  /** Sends the browser back with an error, if the app can be trusted with it. */
  SandboxReply error(RecordedRequest request, String code) {
    return checkApp(request).orElseGet(() -> tell(code, request));
  }

  private Optional<SandboxReply> checkApp(RecordedRequest request) {
    if (!request.isWellFormed()) {
      return Optional.of(ConsentPage.problem("The URL is malformed, or has a parameter twice."));
    }
    if (request.queryParameter("client_id").flatMap(ledger::findClient).isEmpty()) {
      return Optional.of(ConsentPage.problem("No app with this 'client_id' is registered."));
    }
    if (request.queryParameter("redirect_uri").filter(ledger::isRegistered).isEmpty()) {
      return Optional.of(
          ConsentPage.problem("The 'redirect_uri' is not among those registered for the app."));
    }
    return dialect.findPageProblem(request).map(ConsentPage::problem);
  }

  private Optional<String> findError(RecordedRequest request) {
    Optional<String> responseType = request.queryParameter("response_type");
    if (responseType.isEmpty() && dialect.demandedParameters().contains("response_type")) {
      return Optional.of("invalid_request");
    }
    if (!responseType.orElse("code").equals("code")) {
      return Optional.of("unsupported_response_type");
    }
    if (!pkce.isAcceptable(request)) {
      return Optional.of("invalid_request");
    }
    Optional<String> ownError = dialect.checkAuthorization(request);
    if (ownError.isPresent()) {
      return ownError;
    }
    return grantable(request).isEmpty() ? Optional.of("invalid_scope") : Optional.empty();
  }

  private SandboxReply tell(String code, RecordedRequest request) {
    return dialect.errorsOnPage().contains(code)
        ? ConsentPage.problem("The service refused this request with '" + code + "'.")
        : callback(request).with(Map.of("error", code));
  }

  private Optional<Scopes> grantable(RecordedRequest request) {
    Scopes requested = dialect.readScopes(request);
    return dialect.grantable(requested, ledger.unknownAmong(requested));
  }

  private ConsentTicket ticket(RecordedRequest request, SandboxAccount account) {
    String clientId = request.queryParameter("client_id").orElseThrow();
    String redirectUri = request.queryParameter("redirect_uri").orElseThrow();
    Scopes scopes = grantable(request).orElseThrow();
    Approval approval =
        new Approval(clientId, account, scopes, ledger)
            .inAnswerTo(request)
            .lasting(dialect.lifetimes(scopes));
    IssuedCode code = new IssuedCode(approval, redirectUri, pkce.challengeOf(request).orElse(null));
    return new ConsentTicket(UUID.randomUUID().toString(), approval, code, callback(request));
  }

  private CallbackUrl callback(RecordedRequest request) {
    return new CallbackUrl(
        request.queryParameter("redirect_uri").orElseThrow(),
        request.queryParameter("state").orElse(null),
        dialect.issuer().orElse(null));
  }
}
