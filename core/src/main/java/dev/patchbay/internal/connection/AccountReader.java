package dev.patchbay.internal.connection;

import dev.patchbay.http.JsonView;
import dev.patchbay.model.Account;
import dev.patchbay.spi.definition.IdentityCall;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an account out of the answer to one identity call. */
record AccountReader(IdentityCall call) {
  private static final int MAX_TEXT = 256;

  /** The account; empty if no id stands where the call says. */
  Optional<Account> read(JsonView body) {
    return id(body)
        .map(id -> call.idIgnoresCase() ? id.toLowerCase(Locale.ROOT) : id)
        .map(
            id ->
                Account.builder(id)
                    .displayName(displayName(body).orElse(null))
                    .email(first(body, call.emailPaths()).orElse(null))
                    .build());
  }

  private Optional<String> id(JsonView body) {
    List<String> parts = call.idParts();
    return parts.isEmpty()
        ? first(body, call.idPaths())
        : first(body, parts.subList(0, 1)).map(unused -> String.join(":", all(body, parts)));
  }

  private Optional<String> displayName(JsonView body) {
    List<String> parts = all(body, call.displayNameParts());
    boolean complete = !parts.isEmpty() && parts.size() == call.displayNameParts().size();
    return complete
        ? Optional.of(String.join(call.displayNameSeparator(), parts))
        : first(body, call.displayNamePaths());
  }

  private static List<String> all(JsonView body, List<String> paths) {
    return paths.stream().flatMap(path -> first(body, List.of(path)).stream()).toList();
  }

  /** The first text or number that is fit to be shown. */
  static Optional<String> first(JsonView body, List<String> paths) {
    return paths.stream()
        .map(path -> body.at(path).textOrNumber())
        .flatMap(Optional::stream)
        .filter(text -> !text.isBlank() && text.length() <= MAX_TEXT)
        .findFirst();
  }
}
