package dev.patchbay.internal.session;

import dev.patchbay.internal.check.Arguments;
import dev.patchbay.internal.check.ReturnUrls;
import dev.patchbay.internal.connection.Targets;
import dev.patchbay.model.SessionRequest;
import dev.patchbay.spi.definition.OAuth2;
import dev.patchbay.spi.definition.ReservedParameters;

/** Checks a request for a session before anything is made of it. */
final class RequestCheck {
  private static final int MAX_BINDING = 1024;

  private final ReturnUrls returns;
  private final SessionSettings.BindingRule bindingRule;

  RequestCheck(ReturnUrls returns, SessionSettings.BindingRule bindingRule) {
    this.returns = returns;
    this.bindingRule = bindingRule;
  }

  void checkShape(SessionRequest request) {
    Targets.checkShape(asked(request));
    if (request.returnTo().isPresent()) {
      returns.check(request.returnTo().get());
    }
    if (request.scopes().isPresent()) {
      Arguments.scopes(request.scopes().get());
    }
    Arguments.scopes(request.additionalScopes());
    Arguments.entries("parameters", request.parameters());
    checkBinding(request);
  }

  private void checkBinding(SessionRequest request) {
    if (request.browserBinding().isEmpty() && bindingRule == SessionSettings.BindingRule.REQUIRED) {
      throw Arguments.invalid(
          "browserBinding",
          "none",
          "a value that only the user's browser holds, because this registry was built with"
              + " 'requireBrowserBinding'");
    }
    if (request.browserBinding().isPresent()) {
      Arguments.text("browserBinding", request.browserBinding().get().reveal(), MAX_BINDING);
    }
  }

  static Targets.Asked asked(SessionRequest request) {
    return new Targets.Asked(
        request.workspaceId(),
        request.integrationType(),
        request.memberId(),
        request.variables(),
        request.connectionId());
  }

  void checkParameters(SessionRequest request, OAuth2 oauth2) {
    for (String name : request.parameters().keySet()) {
      if (ReservedParameters.isReserved(name) || !oauth2.allowedParameters().contains(name)) {
        throw Arguments.invalid(
            "parameters." + Arguments.shown(name),
            "a parameter that may not be set",
            "one of " + oauth2.allowedParameters());
      }
    }
  }
}
