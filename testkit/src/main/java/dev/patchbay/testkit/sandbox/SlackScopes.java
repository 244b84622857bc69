package dev.patchbay.testkit.sandbox;

import dev.patchbay.model.Scopes;
import java.util.stream.Stream;

/** The scopes of the bot and those of the user in one set, in which the latter have a prefix. */
final class SlackScopes {
  private static final String USER = "user:";

  private SlackScopes() {}

  static Scopes read(RecordedRequest request) {
    Stream<String> bot = ScopeParameter.read(request, "scope", ",").values().stream();
    Stream<String> user =
        ScopeParameter.read(request, "user_scope", ",").values().stream().map(USER::concat);
    return Scopes.copyOf(Stream.concat(bot, user).toList());
  }

  static Scopes bot(Scopes both) {
    return Scopes.copyOf(both.values().stream().filter(scope -> !scope.startsWith(USER)).toList());
  }

  static Scopes user(Scopes both) {
    return Scopes.copyOf(
        both.values().stream()
            .filter(scope -> scope.startsWith(USER))
            .map(scope -> scope.substring(USER.length()))
            .toList());
  }
}
