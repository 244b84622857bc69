package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import java.util.regex.Pattern;

/** Scopes in an authorise URL: split at one separator only, as services do. */
final class ScopeParameter {
  private ScopeParameter() {}

  static Scopes read(RecordedRequest request, String name, String separator) {
    String text = request.queryParameter(name).orElse("");
    return Scopes.copyOf(
        Pattern.compile(separator, Pattern.LITERAL)
            .splitAsStream(text)
            .filter(scope -> !scope.isEmpty())
            .toList());
  }
}
