package dev.patchbay.web.internal;

import dev.patchbay.Integrations;
import dev.patchbay.error.ErrorCode;
import dev.patchbay.error.IntegrationException;
import dev.patchbay.model.CallbackRequest;
import dev.patchbay.model.CallbackResult;
import dev.patchbay.model.ConnectionId;
import dev.patchbay.model.Session;
import dev.patchbay.model.SessionStatus;
import dev.patchbay.spi.definition.IntegrationDefinition;
import dev.patchbay.web.spi.BrowserBinding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The redirect URI: takes a callback, and answers with a redirect or a page. */
final class Callback {
  private static final String UNKNOWN_NAME = "The service";

  private final Integrations integrations;
  private final BrowserBinding binding;
  private final ReturnTargets returns;
  private final SessionReads reads;
  private final List<String> bareCallbacks;

  Callback(ApiParts parts) {
    this.integrations = parts.integrations();
    this.binding = parts.binding();
    this.returns = parts.returns();
    this.reads = parts.reads();
    this.bareCallbacks = parts.bareCallbacks();
  }

  /** {@return the result of a callback, begun now or when the request came first} */
  @SuppressWarnings("unchecked") // the request's attribute is what this method gave
  CompletableFuture<CallbackResult> resume(HttpServletRequest request, Route route) {
    CompletableFuture<?> begun = LateAnswer.begun(request);
    return begun == null ? begin(request, route) : (CompletableFuture<CallbackResult>) begun;
  }

  private CompletableFuture<CallbackResult> begin(HttpServletRequest request, Route route) {
    List<String> types =
        Optional.ofNullable(route.variables().get("integration_type"))
            .map(List::of)
            .orElse(bareCallbacks);
    return types.isEmpty() ? CompletableFuture.failedFuture(noSuchLink()) : begin(request, types);
  }

  private static Refusal noSuchLink() {
    return new Refusal(ErrorCode.INTEGRATION_MISMATCH, "No integration has this redirect URI.");
  }

  /** A redirect URI without an id may be that of several; a session is of one of them. */
  private CompletableFuture<CallbackResult> begin(HttpServletRequest request, List<String> types) {
    CallbackRequest callback =
        CallbackRequest.ofQuery(types.get(0), request.getQueryString())
            .withBrowserBinding(binding.find(request).orElse(null));
    CompletableFuture<CallbackResult> result =
        integrations.sessions().completeCallbackAsync(callback);
    if (types.size() == 1) {
      return result;
    }
    return result.exceptionallyCompose(
        failure -> isOfAnother(failure) ? begin(request, types.subList(1, types.size())) : result);
  }

  private static boolean isOfAnother(Throwable failure) {
    return ErrorReplies.cause(failure) instanceof IntegrationException known
        && known.code() == ErrorCode.INTEGRATION_MISMATCH;
  }

  /** Answers with what became of the session. */
  Reply answer(CallbackResult result) {
    Session session = result.session();
    reads.forget(session.id());
    return session
        .returnTo()
        .filter(returns::isAllowed)
        .map(returnTo -> redirect(returnTo, session))
        .orElseGet(() -> page(session));
  }

  private static Reply redirect(String returnTo, Session session) {
    StringBuilder url = new StringBuilder(returnTo);
    url.append(returnTo.indexOf('?') < 0 ? "?" : "&")
        .append("status=")
        .append(SessionResource.status(session.status()));
    session
        .connectionId()
        .map(ConnectionId::value)
        .ifPresent(id -> url.append("&connection_id=").append(PercentText.encode(id)));
    SessionResource.errorCode(session)
        .ifPresent(code -> url.append("&error=").append(PercentText.encode(code)));
    return new Reply(303, Map.of("location", url.toString()), out -> {});
  }

  private Reply page(Session session) {
    int status =
        session.status() == SessionStatus.FAILED || session.status() == SessionStatus.EXPIRED
            ? 400
            : 200;
    return ResultPage.of(status, PageWords.of(session, displayName(session.integrationType())));
  }

  private String displayName(String integrationType) {
    return integrations.installed().stream()
        .filter(definition -> definition.id().equals(integrationType))
        .findFirst()
        .map(IntegrationDefinition::displayName)
        .orElse(UNKNOWN_NAME);
  }

  /** A page for what is refused; 5xx only while the application cannot reach its store. */
  static Reply refused(Refusal refusal) {
    Reply page = ResultPage.of(refusal.code().httpStatus(), PageWords.refused(refusal.code()));
    return page.withHeaders(refusal.headers());
  }
}
