package dev.patchbay.testkit.sandbox;

import java.util.Optional;

/**
 * The exchange of a code or of a refresh token for tokens, each check in its turn.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749, section 4.1.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749, section 6</a>
 */
final class TokenEndpoint {
  private static final String CODE_GRANT = "authorization_code";
  private static final String REFRESH_GRANT = "refresh_token";

  private final Dialect dialect;
  private final Ledger ledger;
  private final ClientCheck clients;
  private final PkceCheck pkce;

  TokenEndpoint(Dialect dialect, Ledger ledger) {
    this.dialect = dialect;
    this.ledger = ledger;
    this.clients = new ClientCheck(dialect.clientAuthentication(), ledger);
    this.pkce = new PkceCheck(dialect.pkce());
  }

  SandboxReply answer(RecordedRequest request) {
    Optional<Refusal> refusal =
        checkForm(request)
            .or(() -> checkClient(request))
            .or(() -> dialect.checkTokenRequest(request))
            .or(() -> checkGrantType(request));
    return refusal
        .map(reason -> dialect.refuse(reason, request))
        .orElseGet(() -> isRefresh(request) ? refresh(request) : exchange(request))
        .withHeader("Cache-Control", "no-store");
  }

  private Optional<Refusal> checkForm(RecordedRequest request) {
    boolean readable =
        request.isWellFormed() && dialect.bodyFormats().stream().anyMatch(request::isOf);
    return readable ? Optional.empty() : Optional.of(Refusal.MALFORMED_REQUEST);
  }

  private Optional<Refusal> checkClient(RecordedRequest request) {
    return clients.check(request).filter(reason -> !isReplaced(reason, request));
  }

  private boolean isReplaced(Refusal reason, RecordedRequest request) {
    return reason == Refusal.WRONG_SECRET
        && dialect.proofKeyReplacesSecret()
        && (isRefresh(request) ? isOfProvenFlow(request) : hasVerifier(request))
        && clients.findPresented(request).flatMap(PresentedClient::secret).isEmpty();
  }

  // It is checked with the code, and one without a challenge is refused there.
  private static boolean hasVerifier(RecordedRequest request) {
    return request.bodyField("code_verifier").isPresent();
  }

  private boolean isOfProvenFlow(RecordedRequest request) {
    return request
        .bodyField(REFRESH_GRANT)
        .flatMap(ledger::findIssued)
        .filter(SandboxGrant::wasAskedForWithProofKey)
        .isPresent();
  }

  private Optional<Refusal> checkGrantType(RecordedRequest request) {
    Optional<String> grantType = request.bodyField("grant_type");
    if (grantType.isEmpty() && dialect.demandedParameters().contains("grant_type")) {
      return Optional.of(Refusal.MALFORMED_REQUEST);
    }
    return grantType.orElse(CODE_GRANT).equals(CODE_GRANT) || isRefresh(request)
        ? Optional.empty()
        : Optional.of(Refusal.UNSUPPORTED_GRANT_TYPE);
  }

  private static boolean isRefresh(RecordedRequest request) {
    return request.bodyField("grant_type").filter(REFRESH_GRANT::equals).isPresent();
  }

  private SandboxReply refresh(RecordedRequest request) {
    String clientId = clients.findPresented(request).orElseThrow().id();
    return request
        .bodyField(REFRESH_GRANT)
        .map(token -> ledger.refresh(token, clientId, dialect))
        .orElseGet(() -> new RefreshOutcome.Refused(Refusal.UNKNOWN_REFRESH_TOKEN))
        .answer(request, dialect);
  }

  private SandboxReply exchange(RecordedRequest request) {
    String clientId = clients.findPresented(request).orElseThrow().id();
    Optional<String> sent = request.bodyField("code");
    Optional<IssuedCode> claimed = sent.flatMap(code -> ledger.claim(code, clientId));
    if (claimed.isEmpty()) {
      boolean used = sent.filter(ledger::isClaimed).isPresent();
      return dialect.refuse(used ? Refusal.USED_CODE : Refusal.BAD_CODE, request);
    }
    // Whatever is wrong from here on, the code is gone: nobody gets to try a second verifier.
    IssuedCode code = claimed.get();
    return checkOrigin(code, request)
        .map(reason -> dialect.refuse(reason, request))
        .orElseGet(() -> dialect.tokens(request, code.approval()));
  }

  private Optional<Refusal> checkOrigin(IssuedCode code, RecordedRequest request) {
    if (!request.bodyField("redirect_uri").equals(Optional.of(code.redirectUri()))) {
      return Optional.of(Refusal.REDIRECT_MISMATCH);
    }
    return pkce.isProven(code, request) ? Optional.empty() : Optional.of(Refusal.WRONG_VERIFIER);
  }
}
